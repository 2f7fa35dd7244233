package org.busel.cli;

import org.busel.format.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A language as people type it: `be`, `ru`, `sr-Latn`.
final class LanguageCode implements ITypeConverter<Language> {
  @Override
  public Language convert(String text) {
    return Language.parse(text)
        .orElseThrow(() ->
            new TypeConversionException("\"" + text + "\" is not a language code such as be"));
  }
}
