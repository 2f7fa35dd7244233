package org.busel.sdk;

import java.util.ArrayList;
import java.util.List;

/// What a device does by itself whenever it has something to do with the relay: everything that has become due. Safe for
/// many threads.
final class Chores {
  private final Profile profile;
  private final Disappearing disappearing;
  private final Receipts receipts;
  private final Undelivered undelivered;
  private final Repairs repairs;
  private final Withdrawals withdrawals;
  private final KeyLog keyLog;

  Chores(
      Profile profile,
      Disappearing disappearing,
      Receipts receipts,
      Undelivered undelivered,
      Repairs repairs,
      Withdrawals withdrawals,
      KeyLog keyLog) {
    this.withdrawals = withdrawals;
    this.profile = profile;
    this.disappearing = disappearing;
    this.receipts = receipts;
    this.undelivered = undelivered;
    this.repairs = repairs;
    this.keyLog = keyLog;
  }

  /// Does what is due. May fetch keys and withdraw files; sends nothing itself.
  ///
  /// @return to be told to the app
  List<Event> run() {
    List<Event> events = new ArrayList<>();
    profile.save(
        "doing what is due",
        tx -> {
          disappearing.sweep(tx);
          receipts.sendDue(tx);
          undelivered.look(tx, events);
        });
    repairs.ask(events);
    withdrawals.run();
    events.addAll(keyLog.run());
    return events;
  }
}
