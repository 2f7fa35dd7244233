package org.busel.cli;

import org.busel.cli.terminal.Terminal;

/// Shows on a terminal how far something long has come; elsewhere nothing. One thread.
final class Progress {
  private final Terminal terminal;
  private final String doing;
  private int shown = -1;

  /// @param doing what takes so long, such as `fetching`
  Progress(Terminal terminal, String doing) {
    this.terminal = terminal;
    this.doing = doing;
  }

  void reached(long done, long all) {
    int percent = all <= 0 ? 100 : (int) Math.min(100, done * 100 / all);
    // A line for every chunk would be slower than the chunk.
    if (percent != shown) {
      shown = percent;
      terminal.overwrite("busel: " + doing + " " + percent + " % of " + Sizes.of(all));
    }
  }

  /// Clears the line, whatever came of it.
  void over() {
    if (shown >= 0) {
      terminal.overwrite("");
    }
  }
}
