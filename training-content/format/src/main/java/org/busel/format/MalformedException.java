package org.busel.format;

/// Carries a refusal from deep inside a reader to its public face, which turns it into a result. Never leaves this
/// package.
class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String reason;

  MalformedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /// For a person; names the place, never the content.
  String reason() {
    return reason;
  }
}
