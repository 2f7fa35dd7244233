package org.busel.sdk.session;

/// Records or keys are not as this room left them, or the library failed: it cannot be said what happened, and the
/// transaction must be rolled back.
///
/// Carries no cause out of libsignal: its messages name accounts.
public final class SessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SessionException(String doing, Throwable failure) {
    super("session failed while " + doing + ": " + failure.getClass().getSimpleName());
  }

  SessionException(String doing) {
    super("session failed while " + doing);
  }
}
