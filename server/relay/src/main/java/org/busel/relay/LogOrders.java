package org.busel.relay;

import java.util.List;
import java.util.function.Function;
import org.busel.relay.keylog.KeyLog;
import org.busel.store.StoreUnavailableException;

/// What the operator may ask the key log of a running relay.
///
/// `log` is answered with the link for a witness, then `leaves N`, `entries N`, `witnessed HOURS` or `unwitnessed`, and `behind` if
/// the witness has seen more than there is.
final class LogOrders {
  static final String LOG = "log";

  private final KeyLog keyLog;
  private final Invitations invitations;

  LogOrders(KeyLog keyLog, Invitations invitations) {
    this.keyLog = keyLog;
    this.invitations = invitations;
  }

  /// Obeys what is meant for the key log, and leaves everything else to `others`.
  Function<String, List<String>> before(Function<String, List<String>> others) {
    return line -> line.equals(LOG) ? state() : others.apply(line);
  }

  private List<String> state() {
    try {
      KeyLog.State state = keyLog.state();
      return List.of(
          invitations.logLink().text(),
          "leaves " + state.leaves(),
          "entries " + state.entries(),
          state
              .witnessedBefore()
              .map(before -> "witnessed " + before.toHours())
              .orElse("unwitnessed"),
          state.isBehind() ? "behind" : "whole");
    } catch (StoreUnavailableException unavailable) {
      return List.of(Orders.REFUSED + "the store does not answer");
    }
  }
}
