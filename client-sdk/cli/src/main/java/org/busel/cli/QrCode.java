package org.busel.cli;

import java.util.Optional;
import org.busel.cli.terminal.Terminal;
import org.busel.cli.terminal.TerminalQr;

/// Shows a QR code where somebody can see it: on a terminal that is wide enough.
final class QrCode {
  private QrCode() {}

  /// @param text what the code says; empty if none is wanted
  static void show(Terminal terminal, Optional<String> text) {
    if (text.isEmpty() || !terminal.surroundings().talkIsTerminal()) {
      return;
    }
    TerminalQr qr = TerminalQr.of(text.get());
    if (terminal.columns().filter(columns -> columns < qr.columns()).isPresent()) {
      terminal.say(
          "the terminal is too narrow for a QR code, which needs " + qr.columns() + " columns");
      return;
    }
    terminal.show(qr.lines(terminal.surroundings().allowsColours()));
  }
}
