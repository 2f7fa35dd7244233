package org.busel.store.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says up to which hour envelopes may expire, so that one wrong clock reading does not empty all mailboxes.
///
/// A clock that goes on about as fast as the machine runs is believed at once, and so is one that is put back: then less
/// expires. One that leaps ahead is believed only after it has stood by it for [#PATIENCE] of running time; until then
/// time goes on from the last hour that was believed. That hour is kept in a file, so a restart does not help a wrong
/// clock. Safe for many threads.
final class Calendar {
  private static final Logger log = LoggerFactory.getLogger(Calendar.class);

  /// So far a clock may be ahead of what the running time allows.
  static final Duration SLACK = Duration.ofHours(2);

  /// So long a clock that has leapt ahead must stand by it.
  static final Duration PATIENCE = Duration.ofHours(24);

  private final Path file;
  private final LongSupplier nanos;
  private Instant believed; // guarded by this, with those below; the epoch while nothing is known
  private long believedAt;
  private boolean leapt;
  private long leaptAt;

  /// @param file in which the hour is kept
  /// @param nanos time that passes while the machine runs, as of [System#nanoTime]
  Calendar(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.believed = read(file);
    this.believedAt = nanos.getAsLong();
  }

  /// The hour up to which envelopes may expire, in hours since 1970.
  ///
  /// @param now what the clock says
  synchronized int hour(Instant now) {
    long running = nanos.getAsLong();
    Instant expected = believed.plusNanos(running - believedAt);
    boolean ahead = !believed.equals(Instant.EPOCH) && now.isAfter(expected.plus(SLACK));
    if (ahead && !leapt) {
      log.warn(
          "the clock has leapt {} hours ahead; if it stands by it, envelopes expire by it in {}"
              + " hours",
          Duration.between(expected, now).toHours(),
          PATIENCE.toHours());
      leaptAt = running;
    }
    leapt = ahead;
    boolean wait = ahead && running - leaptAt < PATIENCE.toNanos();
    leapt = wait;
    believe(wait ? expected : now, running);
    return LogRecord.hourOf(believed);
  }

  private void believe(Instant moment, long running) {
    boolean anotherHour = LogRecord.hourOf(moment) != LogRecord.hourOf(believed);
    believed = moment;
    believedAt = running;
    if (anotherHour) {
      write();
    }
  }

  private static Instant read(Path file) {
    try {
      long hours = Long.parseLong(Files.readString(file, US_ASCII).strip());
      return Instant.ofEpochSecond(Math.clamp(hours, 0L, Integer.MAX_VALUE) * 3_600L);
    } catch (IOException | NumberFormatException unknown) {
      return Instant.EPOCH;
    }
  }

  private void write() {
    try (FileChannel channel = PrivateFiles.open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING))) {
      String line = LogRecord.hourOf(believed) + "\n";
      int _ = channel.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
    } catch (IOException e) {
      log.debug("the hour could not be kept");
    }
  }
}
