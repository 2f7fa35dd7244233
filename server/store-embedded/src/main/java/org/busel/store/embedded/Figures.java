package org.busel.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.busel.storage.Spread;
import org.busel.storage.StoreFigures;
import org.busel.storage.StoreFigures.Commits;

/// What the mailbox log tells of itself. Walks over all mailboxes when it is asked, which takes about a millisecond for a
/// million envelopes; what is counted meanwhile costs a few additions for each commit. Safe for many threads.
final class Figures {
  private final Path folder;
  private final Segments segments;
  private final Mailboxes mailboxes;
  private final Harm harm;
  private final Spread.Tally sizes = new Spread.Tally(Commits.SIZES);
  private final Spread.Tally micros = new Spread.Tally(Commits.MICROS);
  private final LongAdder failures = new LongAdder();

  Figures(Path folder, Segments segments, Mailboxes mailboxes, Harm harm) {
    this.folder = folder;
    this.segments = segments;
    this.mailboxes = mailboxes;
    this.harm = harm;
  }

  /// A commit is durable.
  void committed(int envelopes, long nanos) {
    if (envelopes > 0) {
      sizes.add(envelopes);
      micros.add(nanos / 1_000);
    }
  }

  /// The disk has refused a commit.
  void refused() {
    failures.increment();
  }

  StoreFigures now() {
    Spread.Tally depths = new Spread.Tally(StoreFigures.DEPTHS);
    long envelopes = 0;
    long setAside = 0;
    int earliest = Integer.MAX_VALUE;
    for (Mailbox mailbox : mailboxes.all()) {
      int count = mailbox.count();
      if (count > 0) {
        depths.add(count);
        envelopes += count;
        setAside += mailbox.setAside();
        earliest = Math.min(earliest, mailbox.earliestExpiry());
      }
    }
    long gone = segments.all().stream().mapToLong(Segment::goneBytes).sum();
    return new StoreFigures(
        segments.bytes(),
        envelopes,
        segments.liveBytes(),
        earliest == Integer.MAX_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochSecond(earliest * 3_600L)),
        depths.spread(),
        new Commits(sizes.spread(), micros.spread(), failures.sum()),
        new StoreFigures.Upkeep(
            setAside, gone + segments.dirtySpareBytes(), freeBytes(), harm.count()));
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return 0;
    }
  }
}
