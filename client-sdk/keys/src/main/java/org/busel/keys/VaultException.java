package org.busel.keys;

/// The vault file could not be read or written, and it cannot be said what state it is in.
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VaultException(String doing, Throwable cause) {
    super("vault unavailable while " + doing, cause);
  }
}
