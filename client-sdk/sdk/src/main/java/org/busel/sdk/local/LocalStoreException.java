package org.busel.sdk.local;

/// The disk failed, is full, or holds something that was changed from outside: it cannot be said what was done. The
/// transaction was rolled back.
public final class LocalStoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param doing completes "local store unavailable while …"
  LocalStoreException(String doing, Throwable cause) {
    super("local store unavailable while " + doing, cause);
  }

  LocalStoreException(String doing) {
    super("local store unavailable while " + doing);
  }
}
