package org.busel.cli.terminal;

/// What the process tells the shell.
public enum Exit {
  /// Everything asked for was done.
  DONE(0),
  /// A rule said no: a wrong passphrase, a full mailbox, a module that does not verify.
  REFUSED(1),
  /// The command, or what it was given, makes no sense; nothing was tried.
  MISUSED(2),
  /// The relay, the disk, or another process was in the way.
  UNAVAILABLE(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
