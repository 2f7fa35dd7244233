package org.busel.store;

/// The store did not answer, so the outcome is unknown: it may or may not have happened. Repeating the call is safe.
///
/// The message says what was being done and holds nothing of any user.
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param doing what was being done, as in "appending an envelope"
  public StoreUnavailableException(String doing, Throwable cause) {
    super("store unavailable while " + doing, cause);
  }

  /// @param doing what was being done, as in "appending an envelope"
  public StoreUnavailableException(String doing) {
    super("store unavailable while " + doing);
  }
}
