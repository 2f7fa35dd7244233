package org.busel.format;

/// A document claims a later specification than this code reads.
final class TooNewException extends MalformedException {
  private static final long serialVersionUID = 1L;

  TooNewException(String specVersion) {
    super("specification " + specVersion + " needs a newer app");
  }
}
