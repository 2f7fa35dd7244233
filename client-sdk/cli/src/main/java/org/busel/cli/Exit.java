package org.busel.cli;

/// What the process tells the shell.
final class Exit {
  /// Everything asked for was done.
  static final int DONE = 0;

  /// A rule said no: a wrong passphrase, a full mailbox, a module that does not verify. Trying again changes nothing.
  static final int REFUSED = 1;

  /// The command or what it was given makes no sense; nothing was tried.
  static final int USAGE = 2;

  /// The relay, the disk, or another process was in the way. Trying again later may work.
  static final int UNAVAILABLE = 3;

  private Exit() {}
}
