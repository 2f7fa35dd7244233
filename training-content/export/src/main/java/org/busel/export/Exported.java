package org.busel.export;

import java.util.List;

/// A file for another system.
public final class Exported {
  private final byte[] bytes;
  private final List<String> lost;

  Exported(byte[] bytes, List<String> lost) {
    this.bytes = bytes.clone();
    this.lost = List.copyOf(lost);
  }

  /// The file.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// What the other format cannot hold, a line each, for a person.
  public List<String> lost() {
    return lost;
  }
}
