package org.busel.sdk.keylog;

import com.google.protobuf.ByteString;
import org.busel.wire.Limits;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.WitnessedHead;

/// What to make of a head that the relay shows, beside the one that was seen before.
public sealed interface Growth {
  /// It is of the same log.
  ///
  /// @param mapRoot of its last leaf
  /// @param witnessedHour in which the witness has signed a head with which this one begins; 0 if there is none
  record Same(LogHead head, ByteString mapRoot, int witnessedHour) implements Growth {}

  /// It is signed, and smaller than what was seen.
  record SetBack(LogHead head) implements Growth {}

  /// It is signed, and does not begin with what was seen.
  record Forked(LogHead head) implements Growth {}

  /// It is no word of the relay, or the proofs that go with it prove nothing.
  record Unsound() implements Growth {}

  /// Its hour is too far from this device's clock.
  record Stale() implements Growth {}

  /// Judges an update.
  ///
  /// @param seen what was seen before; of size 0 if nothing was
  /// @param update that was asked for from the size of `seen`
  /// @param hour by this device's clock
  static Growth of(LogSignatures signatures, LogHead seen, LogUpdate update, int hour) {
    LogHead head = update.getHead();
    if (!signatures.isSigned(head)) {
      return new Unsound();
    }
    if (Math.abs((long) head.getHour() - hour) > Limits.LOG_AGE.toHours()) {
      return new Stale();
    }
    if (head.getSize() < seen.getSize()) {
      return new SetBack(head);
    }
    if (!isLeafProved(update)) {
      return new Unsound();
    }
    if (seen.getSize() > 0
        && !LogProofs.extend(
            seen.getLogRoot(),
            seen.getSize(),
            head.getLogRoot(),
            head.getSize(),
            LogProofs.split(update.getConsistency()))) {
      return new Forked(head);
    }
    if (seen.getSize() > 0 && gainsTooMany(seen, head)) {
      return new Unsound();
    }
    ByteString mapRoot = update.hasLast() ? update.getLast().getMapRoot() : LogHash.EMPTY;
    return new Same(head, mapRoot, witnessedHour(signatures, update, hour));
  }

  private static boolean isLeafProved(LogUpdate update) {
    LogHead head = update.getHead();
    return head.getSize() == 0
        ? head.getLogRoot().equals(LogHash.ofNothing())
        : LogProofs.includes(
            head.getLogRoot(),
            head.getSize(),
            head.getSize() - 1,
            LogHash.leaf(update.getLast()),
            LogProofs.split(update.getInclusion()));
  }

  /// A relay that made a leaf for each answer could know by its number again whom it gave it to.
  private static boolean gainsTooMany(LogHead seen, LogHead head) {
    long hours = Math.max(0L, (long) head.getHour() - seen.getHour()) + 1;
    return head.getSize() - seen.getSize() > hours * Limits.LOG_LEAVES_AN_HOUR;
  }

  private static int witnessedHour(LogSignatures signatures, LogUpdate update, int hour) {
    WitnessedHead word = update.getWitnessed();
    LogHead head = update.getHead();
    boolean counts =
        update.hasWitnessed()
            && word.getHour() <= hour + Limits.LOG_AGE.toHours()
            && signatures.isWitnessed(word)
            && isBeginning(word.getHead(), head, update.getWitnessedConsistency());
    return counts ? word.getHour() : 0;
  }

  /// Whether the log of `head` is proved to begin with that of `earlier`.
  static boolean isBeginning(LogHead earlier, LogHead head, ByteString proof) {
    return earlier.getSize() == 0
        || LogProofs.extend(
            earlier.getLogRoot(),
            earlier.getSize(),
            head.getLogRoot(),
            head.getSize(),
            LogProofs.split(proof));
  }
}
