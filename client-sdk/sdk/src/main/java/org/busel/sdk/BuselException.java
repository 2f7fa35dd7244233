package org.busel.sdk;

/// The SDK cannot say what happened: a disk failed, or a relay answered against the protocol. Repeating the call is
/// safe. The message says what was being done and never whose data it was about.
public final class BuselException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param doing completes "could not say what happened while …"
  public BuselException(String doing, Throwable cause) {
    super("could not say what happened while " + doing, cause);
  }

  /// As above, where no other exception is the reason.
  public BuselException(String doing) {
    super("could not say what happened while " + doing);
  }
}
