package org.busel.sdk;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredLedger;

/// How much time has passed on this device, so that messages disappear in time whatever its clock is set to.
///
/// Two clocks are asked. The one on the wall can be set; the one that only counts up stands still while the machine
/// sleeps or the app is closed. Of each stretch of time the longer answer counts: a wall clock that was set back cannot
/// keep a message, and neither can a machine that sleeps. A wall clock that was set forward makes messages disappear
/// too early: that is the safe side, and it is said in the conversation. Used inside transactions; safe for many
/// threads.
final class PassedTime {
  /// A wall clock that runs ahead by more than this within one stretch is worth a word.
  static final Duration JUMP = Duration.ofDays(1);

  private static final long SAVED_EVERY_MILLIS = 60_000;

  private final Clock clock;
  private final LongSupplier nanos;
  private boolean loaded; // this and what follows: guarded by this
  private long passedMillis;
  private long savedMillis;
  private long clockMillis;
  private long nanosThen;
  private long jumpedMillis;

  /// @param nanos counts up and cannot be set
  PassedTime(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /// Milliseconds since the ledger was begun. Never less than what was answered before.
  synchronized long now(Transaction tx) {
    long wall = clock.millis();
    long counted = nanos.getAsLong();
    if (loaded) {
      pass(wall - clockMillis, (counted - nanosThen) / 1_000_000);
    } else {
      StoredLedger ledger = tx.pending().ledger();
      passedMillis = ledger.getPassedMillis();
      savedMillis = passedMillis;
      loaded = true;
      if (ledger.getClockMillis() != 0) {
        pass(wall - ledger.getClockMillis(), 0);
      }
    }
    clockMillis = wall;
    nanosThen = counted;
    if (savedMillis == 0 || passedMillis - savedMillis >= SAVED_EVERY_MILLIS) {
      savedMillis = passedMillis;
      tx.pending()
          .ledger(
              StoredLedger.newBuilder()
                  .setPassedMillis(passedMillis)
                  .setClockMillis(clockMillis)
                  .build());
    }
    return passedMillis;
  }

  /// How far the wall clock has run ahead in one stretch since this was last asked, if that is worth a word; else zero.
  synchronized Duration takeJump() {
    Duration jump = Duration.ofMillis(jumpedMillis);
    jumpedMillis = 0;
    return jump.compareTo(JUMP) > 0 ? jump : Duration.ZERO;
  }

  private void pass(long wallMillis, long countedMillis) {
    passedMillis += Math.max(0, Math.max(wallMillis, countedMillis));
    jumpedMillis = Math.max(jumpedMillis, wallMillis - countedMillis);
  }
}
