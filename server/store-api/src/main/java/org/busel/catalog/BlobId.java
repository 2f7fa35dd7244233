package org.busel.catalog;

import java.util.regex.Pattern;

/// SHA-256 of a blob, which is also its name.
///
/// @param hex 64 lower-case hexadecimal digits
public record BlobId(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public BlobId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a blob id has 64 lower-case hexadecimal digits");
    }
  }
}
