package org.busel.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a store tells its operator about itself: counts, bytes and times of all mailboxes together, never of one.
///
/// `commits` counts from the opening of the store and only rises; everything else is the state of this moment. Nothing in
/// it tells one mailbox, account or envelope from another, and no moment is finer than an hour.
///
/// @param logBytes that the mailboxes take on the disk, free space within their files included; 0 without a disk
/// @param waitingEnvelopes accepted, not acknowledged and not removed, in all mailboxes
/// @param waitingBytes their sealed contents together
/// @param nextExpiry the earliest hour at which an envelope that waits is removed unread; nothing if none waits
/// @param depths how many envelopes wait in each mailbox that is not empty
/// @param commits what became durable together
/// @param upkeep what needs attention, or will soon be gone
public record StoreFigures(
    long logBytes,
    long waitingEnvelopes,
    long waitingBytes,
    Optional<Instant> nextExpiry,
    Spread depths,
    Commits commits,
    Upkeep upkeep) {
  /// Bounds for `depths`.
  public static final List<Long> DEPTHS = List.of(1L, 10L, 100L, 1_000L, 10_000L);

  /// Of a store that does not tell.
  public static final StoreFigures NONE =
      new StoreFigures(0, 0, 0, Optional.empty(), Spread.none(DEPTHS), Commits.NONE, Upkeep.NONE);

  /// What needs attention, or will soon be gone.
  ///
  /// @param setAside envelopes that were offered in vain too often, among those that wait
  /// @param goneBytes contents that are gone and have not been overwritten on the disk yet
  /// @param freeBytes that the disk has left for the store; 0 without a disk
  /// @param harmed places in the store, since it was opened, that could not be read
  public record Upkeep(long setAside, long goneBytes, long freeBytes, long harmed) {
    /// Nothing to do, and no disk.
    public static final Upkeep NONE = new Upkeep(0, 0, 0, 0);
  }

  /// Group commits since the store was opened.
  ///
  /// @param envelopes in each commit that held any
  /// @param micros from the first byte written to the end of the sync, for each of the same commits, in microseconds
  /// @param failures commits that the disk refused, so that nobody was told *stored*
  public record Commits(Spread envelopes, Spread micros, long failures) {
    /// Bounds for `envelopes`.
    public static final List<Long> SIZES = List.of(1L, 4L, 16L, 64L, 256L, 1_024L, 4_096L);

    /// Bounds for `micros`: from a quarter of a millisecond to four seconds.
    public static final List<Long> MICROS =
        List.of(
            250L,
            500L,
            1_000L,
            2_000L,
            4_000L,
            8_000L,
            16_000L,
            64_000L,
            250_000L,
            1_000_000L,
            4_000_000L);

    /// No commit yet.
    public static final Commits NONE = new Commits(Spread.none(SIZES), Spread.none(MICROS), 0);
  }
}
