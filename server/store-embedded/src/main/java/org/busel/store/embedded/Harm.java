package org.busel.store.embedded;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of the mailbox log turned out to be unreadable, each thing said once. The log lines tell files and bytes, never
/// whose they are. Safe for many threads.
final class Harm implements Consumer<Damage> {
  private static final Logger log = LoggerFactory.getLogger(Harm.class);

  /// So many are remembered; a disk that harms more is known to be bad.
  private static final int MOST = 10_000;

  private final List<Damage> found = new CopyOnWriteArrayList<>();
  private final List<Damage> bytes = new CopyOnWriteArrayList<>();
  private final Set<Long> places = ConcurrentHashMap.newKeySet();

  List<Damage> found() {
    return List.copyOf(found);
  }

  /// Bytes of which nobody knows to whom they belonged.
  List<Damage> unassigned() {
    return List.copyOf(bytes);
  }

  /// How many places.
  long count() {
    return found.size();
  }

  /// Bytes that are no record.
  void bytes(Damage damage) {
    found.add(damage);
    bytes.add(damage);
    if (damage.isMissing()) {
      log.error("mailbox log: {} is missing, with all that stood only there", damage.segment());
    } else {
      log.error(
          "mailbox log: bytes {} to {} of {} cannot be read",
          damage.from(),
          damage.to(),
          damage.segment());
    }
  }

  /// An envelope that waits and cannot be read.
  void envelope(Mailbox.Spot spot) {
    envelope(Damage.at(spot), spot.place());
  }

  /// An envelope that waits and cannot be read, and whose recipient is known.
  @Override
  public void accept(Damage damage) {
    long number = Long.parseUnsignedLong(damage.segment().substring("segment-".length()), 16);
    envelope(damage, Place.of(number, (int) damage.from()));
  }

  private void envelope(Damage damage, long place) {
    if (places.size() < MOST && places.add(place)) {
      found.add(damage);
      log.error(
          "mailbox log: an envelope cannot be read, bytes {} to {} of {}",
          damage.from(),
          damage.to(),
          damage.segment());
    }
  }
}
