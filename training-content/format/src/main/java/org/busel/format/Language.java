package org.busel.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A language, by a code of RFC 5646: a language of ISO 639-1 or a three-letter code, and, where it matters, a script
/// and a country. `be`, `sr-Latn`, `pt-BR`.
///
/// The two-letter languages are part of the format: a platform that knows more or fewer must not judge differently.
public record Language(String code) implements Comparable<Language> {
  private static final Pattern FORM = Pattern.compile("([a-z]{2,3})(-[A-Z][a-z]{3})?(-[A-Z]{2})?");

  private static final Set<String> TWO_LETTERS =
      Set.copyOf(
          Arrays.asList(
              ("aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs"
                      + " cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl"
                      + " gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
                      + " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv"
                      + " mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om"
                      + " or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so"
                      + " sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur"
                      + " uz ve vi vo wa wo xh yi yo za zh zu")
                  .split(" ", -1)));

  public Language {
    if (!isCode(code)) {
      throw new IllegalArgumentException("not a language code");
    }
  }

  /// Reads a code, or nothing if `code` is none.
  public static Optional<Language> parse(String code) {
    return isCode(code) ? Optional.of(new Language(code)) : Optional.empty();
  }

  private static boolean isCode(String code) {
    var matcher = FORM.matcher(code);
    return matcher.matches()
        && (matcher.group(1).length() == 3 || TWO_LETTERS.contains(matcher.group(1)));
  }

  /// The language's name in itself, for a list to choose from; the code where the platform has no name.
  public String ownName() {
    Locale locale = Locale.forLanguageTag(code);
    return locale.getDisplayName(locale);
  }

  @Override
  public int compareTo(Language other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
