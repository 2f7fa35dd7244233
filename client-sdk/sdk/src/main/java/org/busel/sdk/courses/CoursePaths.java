package org.busel.sdk.courses;

import java.util.regex.Pattern;

/// The paths under which course documents lie, on a relay, in a mirror and in a bundle alike.
final class CoursePaths {
  static final String TRUST = "/v1/trust/";
  static final String CATALOG = "/v1/catalog";

  private static final Pattern FORM =
      Pattern.compile("/v1(/[A-Za-z0-9%_-]+(\\.[A-Za-z0-9%_-]+)*){1,4}");

  private CoursePaths() {}

  /// Whether this is such a path: it names the same file on every system and leads nowhere else.
  static boolean isPath(String path) {
    return path.length() <= 200 && FORM.matcher(path).matches();
  }
}
