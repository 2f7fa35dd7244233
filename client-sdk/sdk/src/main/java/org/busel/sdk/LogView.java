package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.keylog.Growth;
import org.busel.sdk.keylog.LogSignatures;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredLog;
import org.busel.sdk.local.records.StoredLog.Trouble;
import org.busel.sdk.local.records.StoredLogHead;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogUpdate;

/// The key log as this device has seen it grow. Safe for many threads.
final class LogView {
  private final Profile profile;
  private final LogLine line;
  private final Optional<LogSignatures> signatures;
  private final ReentrantLock turn = new ReentrantLock(); // held while a head is fetched and taken

  LogView(Profile profile, LogLine line, Optional<LogSignatures> signatures) {
    this.profile = profile;
    this.line = line;
    this.signatures = signatures;
  }

  /// A head that was just taken.
  record Seen(long size, ByteString mapRoot) {}

  /// Fetches the newest head and takes it, if it may be believed.
  Optional<Seen> refresh() {
    turn.lock(); // an answer is judged by what was seen when it was asked for
    try {
      StoredLog before = state();
      return before.getTrouble() == Trouble.TROUBLE_NONE
          ? line.update(before.getHead().getSize()).flatMap(this::take)
          : Optional.empty();
    } finally {
      turn.unlock();
    }
  }

  private Optional<Seen> take(LogUpdate update) {
    return profile.transact("noting the head of the key log", tx -> take(tx, update));
  }

  private Optional<Seen> take(Transaction tx, LogUpdate update) {
    LogHead seen = LogHeads.wire(tx.log().state().getHead());
    Growth growth = Growth.of(signatures.orElseThrow(), seen, update, hour());
    if (growth instanceof Growth.Same same) {
      StoredLogHead head = LogHeads.stored(same.head());
      tx.log().save(head);
      tx.log()
          .change(it ->
              it.setHead(head)
                  .setMapRoot(same.mapRoot())
                  .setWitnessedHour(Math.max(same.witnessedHour(), it.getWitnessedHour()))
                  .setSinceHour(it.getSinceHour() == 0 ? hour() : it.getSinceHour()));
      return Optional.of(new Seen(same.head().getSize(), same.mapRoot()));
    }
    if (growth instanceof Growth.SetBack back) {
      caught(tx, Trouble.TROUBLE_SET_BACK, Optional.of(back.head()));
    } else if (growth instanceof Growth.Forked forked) {
      caught(tx, Trouble.TROUBLE_FORKED, Optional.of(forked.head()));
    } else if (growth instanceof Growth.Unsound) {
      caught(tx, Trouble.TROUBLE_UNSIGNED, Optional.empty());
    }
    return Optional.empty();
  }

  /// Keeps what the log was caught at, unless it was caught at something before.
  static void caught(Transaction tx, Trouble trouble, Optional<LogHead> shown) {
    if (tx.log().state().getTrouble() == Trouble.TROUBLE_NONE) {
      tx.log()
          .change(it -> {
            shown.map(LogHeads::stored).ifPresent(it::setShown);
            return it.setTrouble(trouble).setTold(false);
          });
    }
  }

  /// What the relay answers, unjudged.
  Optional<LogUpdate> update(long known) {
    return line.update(known);
  }

  /// By this device's clock, since 1970.
  int hour() {
    return Math.toIntExact(Duration.between(Instant.EPOCH, profile.now()).toHours());
  }

  /// What was seen last.
  StoredLog state() {
    return profile.transact("reading the key log", tx -> tx.log().state());
  }
}
