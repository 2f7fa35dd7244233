package org.busel.format;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names a module for ever: lower-case letters, digits, and single dashes between them, 1 to 64 characters.
public record ModuleId(String text) implements Comparable<ModuleId> {
  private static final String BEFORE = "modules/";
  private static final String AFTER = "/manifest";
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public ModuleId {
    if (!isId(text)) {
      throw new IllegalArgumentException(
          "an id is lower-case letters, digits and single dashes, at most 64");
    }
  }

  /// Reads an id, or nothing if `text` is none.
  public static Optional<ModuleId> parse(String text) {
    return isId(text) ? Optional.of(new ModuleId(text)) : Optional.empty();
  }

  /// Whether `text` has the form of an id; questions and steps use the same form.
  public static boolean isId(String text) {
    return text.length() <= 64 && FORM.matcher(text).matches();
  }

  /// The path by which the curriculum delegates this module: `modules/ID/manifest`.
  public String delegatedPath() {
    return BEFORE + text + AFTER;
  }

  /// The module whose delegated path this is, or nothing if it is none.
  public static Optional<ModuleId> delegated(String path) {
    return path.startsWith(BEFORE)
            && path.endsWith(AFTER)
            && path.length() > BEFORE.length() + AFTER.length()
        ? parse(path.substring(BEFORE.length(), path.length() - AFTER.length()))
        : Optional.empty();
  }

  @Override
  public int compareTo(ModuleId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
