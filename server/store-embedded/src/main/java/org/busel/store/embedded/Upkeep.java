package org.busel.store.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides when what has gone is made unreadable, by the clock of whoever calls. Safe for many threads.
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  /// Rounds are at least so far apart. With a call every ten minutes nothing that has gone is readable for longer than
  /// half an hour and the time that a round takes.
  static final Duration EVERY = Duration.ofMinutes(20);

  private final Calendar calendar;
  private final Eraser eraser;
  private final Surroundings.Wipe beside;
  private @Nullable Instant last; // guarded by this

  Upkeep(Calendar calendar, Eraser eraser, Surroundings.Wipe beside) {
    this.calendar = calendar;
    this.eraser = eraser;
    this.beside = beside;
  }

  /// The hour up to which envelopes may expire when the clock says `now`.
  int hour(Instant now) {
    return calendar.hour(now);
  }

  /// Makes unreadable what has gone, if it is time for that.
  void round(Instant now) {
    if (isDue(now)) {
      lastRound();
    }
  }

  private synchronized boolean isDue(Instant now) {
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(EVERY))) {
      return false;
    }
    last = now;
    return true;
  }

  /// Makes unreadable what has gone, now.
  void lastRound() {
    try {
      eraser.round();
      beside.run();
    } catch (IOException e) {
      log.warn("what has gone could not be overwritten everywhere; the next round tries again");
      synchronized (this) {
        last = null;
      }
    }
  }
}
