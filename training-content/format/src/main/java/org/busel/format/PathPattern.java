package org.busel.format;

/// A pattern of TUF for paths: `*` is any characters but `/`, `?` is one of them.
final class PathPattern {
  private PathPattern() {}

  // Written out, because a regular expression of many stars can take for ever.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && isOne(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0 && text.charAt(resume) != '/') {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean isOne(char pattern, char text) {
    return pattern == text || (pattern == '?' && text != '/');
  }
}
