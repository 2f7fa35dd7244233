package org.busel.conversation;

/// A step of the conversation did not do what it promises; the conversation ends here.
final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  /// @param what went wrong, as the person reads it
  /// @param hint what to do about it
  StepFailedException(String what, String hint) {
    super(what);
    this.hint = hint;
  }

  StepFailedException(String what, String hint, Throwable cause) {
    super(what, cause);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
