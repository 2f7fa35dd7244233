package org.busel.format;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a file stands in its module: one to four parts with `/` between them, each of letters, digits, dashes and
/// single dots, not beginning or ending with a dot or a dash. `en/lesson-01-phones.html`.
///
/// Such a path names the same file on every system and cannot lead out of the folder it is unpacked into.
public record ModulePath(String text) implements Comparable<ModulePath> {
  private static final int MAX_LENGTH = 200;
  private static final String PART = "[A-Za-z0-9]+([.-][A-Za-z0-9]+)*";
  private static final Pattern FORM = Pattern.compile(PART + "(/" + PART + "){0,3}");

  /// Names that mean a device on one widespread system, whatever ending follows.
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(.*/)?(con|prn|aux|nul|com[0-9]|lpt[0-9])([./].*)?");

  public ModulePath {
    if (!isPath(text)) {
      throw new IllegalArgumentException("not a path inside a module");
    }
  }

  /// Reads a path, or nothing if `text` is none.
  public static Optional<ModulePath> parse(String text) {
    return isPath(text) ? Optional.of(new ModulePath(text)) : Optional.empty();
  }

  private static boolean isPath(String text) {
    return text.length() <= MAX_LENGTH
        && FORM.matcher(text).matches()
        && !DEVICE.matcher(text).matches();
  }

  @Override
  public int compareTo(ModulePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
