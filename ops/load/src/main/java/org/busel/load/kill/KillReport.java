package org.busel.load.kill;

/// What the journals of all devices say together.
///
/// @param kills of a relay that was carrying messages
/// @param killsWhileStarting of a relay that was not ready yet
/// @param accepted messages that the relay accepted
/// @param delivered different messages that were delivered
/// @param lost accepted messages that were never delivered
/// @param altered deliveries whose id or content nobody has sent
/// @param outOfOrder messages that were first delivered after a later one of the same sender to the same mailbox
/// @param duplicatedIds deliveries of an envelope that had been delivered before, under the same id and with the same content
/// @param refused submits that were refused and sent again
public record KillReport(
    int kills,
    int killsWhileStarting,
    long accepted,
    long delivered,
    long lost,
    long altered,
    long outOfOrder,
    long duplicatedIds,
    long refused) {
  /// Whether every promise was kept.
  public boolean isClean() {
    return lost == 0 && altered == 0 && outOfOrder == 0 && accepted > 0;
  }

  /// One line for people and scripts.
  public String line() {
    return "kill rounds %d accepted %d lost %d duplicated-ids %d"
        .formatted(kills, accepted, lost, duplicatedIds);
  }

  /// What that line leaves out.
  public String more() {
    return "delivered %d, altered %d, out of order %d, refused and sent again %d, kills while starting %d"
        .formatted(delivered, altered, outOfOrder, refused, killsWhileStarting);
  }
}
