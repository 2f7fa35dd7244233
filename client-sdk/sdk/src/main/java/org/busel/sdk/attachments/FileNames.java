package org.busel.sdk.attachments;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes a name that is safe to show and to save under out of whatever a sender wrote.
///
/// The result has no path in it, no character that is invisible or turns the direction of writing, no name that a system
/// keeps for itself, and shows its last extension at its end. Applied twice it changes nothing.
public final class FileNames {
  /// Longest result, in bytes of UTF-8; leaves room to number a name that is taken.
  public static final int MOST_BYTES = 200;

  private static final int MOST_EXTENSION_BYTES = 16;
  private static final String WITHOUT_NAME = "file";
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u3164\\u115F\\u1160\\uFFA0]");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}]+");
  private static final Pattern SEPARATORS = Pattern.compile("[/\\\\:*?\"<>|\\u2044\\u2215\\u29F8\\uFF0F]");
  private static final Pattern BAD_START = Pattern.compile("^[.\\-~_ ]+");
  private static final Pattern BAD_END = Pattern.compile("[. ]+$");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\\u00B9\\u00B2\\u00B3])( *\\..*)?");
  private static final Set<String> PROGRAMS =
      Set.of(
          "apk", "app", "appimage", "bat", "bin", "cmd", "com", "command", "cpl", "deb", "desktop",
          "dll", "dmg", "docm", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk",
          "mjs", "msc", "msi", "msix", "pif", "pkg", "ppsm", "pptm", "ps1", "py", "reg", "rpm",
          "run", "scf", "scr", "sh", "svg", "url", "vbe", "vbs", "wsf", "xhtml", "xlsm");

  private FileNames() {}

  /// A safe name; `file` if nothing is left of `suggested`.
  public static String safe(String suggested) {
    String before = suggested;
    String name = round(before);
    while (!name.equals(before)) { // what goes may bring together what must go, too
      before = name;
      name = round(before);
    }
    return name;
  }

  private static String round(String suggested) {
    String name = Normalizer.normalize(suggested, Normalizer.Form.NFC);
    name = INVISIBLE.matcher(name).replaceAll("");
    name = SEPARATORS.matcher(name).replaceAll("_");
    name = trimmed(BLANKS.matcher(name).replaceAll(" "));
    if (RESERVED.matcher(name).matches()) {
      name = "file " + name;
    }
    name = trimmed(shortened(name));
    return name.isEmpty() ? WITHOUT_NAME : name;
  }

  /// Whether opening such a file could run something. It is a warning and no more: other files can be dangerous, too.
  ///
  /// @param name as [#safe] makes it
  public static boolean isProgram(String name) {
    return PROGRAMS.contains(extension(name).toLowerCase(Locale.ROOT));
  }

  /// The name with a number before its extension, as in `photo (2).jpg`.
  public static String numbered(String name, int number) {
    String extension = extension(name);
    String base = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    return base + " (" + number + ")" + (extension.isEmpty() ? "" : "." + extension);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    String extension = name.substring(dot + 1);
    return dot <= 0 || bytes(extension) > MOST_EXTENSION_BYTES ? "" : extension;
  }

  private static String shortened(String name) {
    if (bytes(name) <= MOST_BYTES) {
      return name;
    }
    String extension = extension(name);
    String end = extension.isEmpty() ? "" : "." + extension;
    StringBuilder kept = new StringBuilder();
    int room = MOST_BYTES - bytes(end);
    int[] letters = name.substring(0, name.length() - end.length()).codePoints().toArray();
    for (int letter : letters) {
      String text = Character.toString(letter);
      room -= bytes(text);
      if (room < 0) {
        break;
      }
      kept.append(text);
    }
    return trimmed(kept.toString()) + end;
  }

  private static String trimmed(String name) {
    String begun = BAD_START.matcher(name).replaceFirst("");
    return BAD_END.matcher(begun).replaceFirst("");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
