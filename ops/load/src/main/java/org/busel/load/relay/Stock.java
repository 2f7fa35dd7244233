package org.busel.load.relay;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.catalog.BlobId;
import org.busel.load.LoadException;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;

/// Puts into the store of a relay that is not running what would take long to bring by wire.
public final class Stock {
  private static final int AT_ONCE = 2_000;
  private static final MailboxLimits LARGEST = new MailboxLimits(100_000, 1L << 30);

  private Stock() {}

  /// Leaves `count` envelopes of 1 KiB waiting, shared out among `recipients`.
  ///
  /// @param folder the relay's
  public static void envelopes(Path folder, List<Persona> recipients, int count) {
    SecureRandom ids = new SecureRandom();
    SplittableRandom random = new SplittableRandom();
    Instant expiry = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.HOURS);
    Semaphore room = new Semaphore(AT_ONCE);
    AtomicLong refused = new AtomicLong();
    try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("store"), LARGEST)) {
      for (int i = 0; i < count; i++) {
        byte[] content = new byte[1 << 10];
        random.nextBytes(content);
        Envelope envelope =
            new Envelope(
                EnvelopeId.random(ids),
                recipients.get(i % recipients.size()).device(),
                expiry,
                new SealedContent(ByteString.copyFrom(content)));
        room.acquireUninterruptibly();
        Thread.ofVirtual()
            .start(() -> {
              if (!(store.mailboxes().append(envelope) instanceof AppendOutcome.Stored)) {
                refused.incrementAndGet();
              }
              room.release();
            });
      }
      room.acquireUninterruptibly(AT_ONCE);
    }
    if (refused.get() > 0) {
      throw new LoadException("the store refused " + refused.get() + " envelopes");
    }
  }

  /// Puts random bytes on the relay's shelf.
  ///
  /// @param folder the relay's
  /// @return the name under which they can be fetched
  public static String blob(Path folder, byte[] bytes) {
    try (EmbeddedStore store =
        EmbeddedStore.open(folder.resolve("store"), MailboxLimits.DEFAULTS)) {
      String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      store.blobs().put(new BlobId(name), ByteString.copyFrom(bytes));
      return name;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
