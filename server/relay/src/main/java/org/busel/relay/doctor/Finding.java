package org.busel.relay.doctor;

/// One thing that was looked at.
///
/// @param check what, in a word or two
/// @param says one line about it
/// @param hint what to do about it; empty if it is well
public record Finding(String check, State state, String says, String hint) {
  /// How it is.
  public enum State {
    /// Nothing to do.
    WELL,
    /// Works now, and will not for ever or not for everybody.
    WARNING,
    /// Does not work.
    ILL
  }

  static Finding well(String check, String says) {
    return new Finding(check, State.WELL, says, "");
  }

  static Finding warning(String check, String says, String hint) {
    return new Finding(check, State.WARNING, says, hint);
  }

  /// Something that does not work.
  public static Finding ill(String check, String says, String hint) {
    return new Finding(check, State.ILL, says, hint);
  }
}
