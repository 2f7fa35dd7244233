package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.Hash;
import org.busel.load.LoadException;
import org.busel.mailbox.MailboxLimits;
import org.busel.relay.keylog.KeyLog;
import org.busel.relay.keylog.KeyLogRules;
import org.busel.relay.keylog.SigningKey;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.RelayId;
import org.busel.wire.v1.KeyProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a key log of many entries costs: to add to, to ask, to keep, to read again.
@Command(
    name = "keylog",
    description = {
      "A key log of a million entries on the embedded store: how fast it grows, what a proof takes, how large it is.",
      "The last line: largest proof in bytes, slowest of 10,000 lookups in milliseconds, entries a second, bytes an entry."
    },
    mixinStandardHelpOptions = true)
final class KeyLogGrowth implements Runnable {
  private static final int LOOKED_UP = 10_000;
  private static final int RECORDED = 2_000;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int entries = 1_000_000;

  private final Random random = new Random(22);

  private KeyLogGrowth() {}

  @Override
  public void run() {
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make()) {
      measure(scratch.part("store"), scratch.part("keys"));
    }
  }

  private void measure(Path folder, Path keys) {
    EmbeddedStore.open(folder, MailboxLimits.DEFAULTS).close();
    Path file = folder.resolve("directory.db");
    fill(file);
    TickingClock clock = new TickingClock();
    double perSecond;
    List<Account> accounts = new ArrayList<>();
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS)) {
      KeyLog log = log(store, keys, clock);
      long begun = System.nanoTime();
      for (long before = -1; before < log.state().entries(); clock.tick()) {
        before = log.state().entries();
        log.round();
      }
      perSecond = entries / seconds(begun);
      System.out.printf("made into %d leaves | %.0f entries/s%n", log.state().leaves(), perSecond);
      begun = System.nanoTime();
      for (int i = 0; i < RECORDED; i++) {
        accounts.add(account());
        log.record(accounts.getLast(), Optional.empty());
      }
      System.out.printf("recorded one by one, each synced | %.0f entries/s%n", RECORDED / seconds(begun));
      log.round();
    }
    long bytes = size(file) / (entries + RECORDED);
    try (EmbeddedStore store = EmbeddedStore.open(folder, MailboxLimits.DEFAULTS)) {
      long begun = System.nanoTime();
      KeyLog log = log(store, keys, clock);
      System.out.printf(
          "read again at a start | %d entries | %.1f s%n", log.state().entries(), seconds(begun));
      Histogram micros = new Histogram(3);
      Histogram sizes = new Histogram(3);
      for (int i = 0; i < LOOKED_UP; i++) {
        Account account = accounts.get(random.nextInt(accounts.size()));
        begun = System.nanoTime();
        KeyProof proof = log.prove(account);
        micros.recordValue((System.nanoTime() - begun) / 1_000);
        sizes.recordValue(proof.getSerializedSize());
      }
      System.out.printf(
          "lookup ms p50 %.2f p99 %.2f max %.2f | proof bytes p50 %d p99 %d max %d%n",
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getMaxValue() / 1e3,
          sizes.getValueAtPercentile(50),
          sizes.getValueAtPercentile(99),
          sizes.getMaxValue());
      System.out.printf(
          "keylog %d bytes %.2f ms %.0f entries/s %d bytes/entry%n",
          sizes.getMaxValue(), micros.getMaxValue() / 1e3, perSecond, bytes);
    }
  }

  /// As if so many accounts had been recorded: one by one, each synced, would take a night.
  private void fill(Path file) {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
      database.setAutoCommit(false);
      try (PreparedStatement insert =
          database.prepareStatement(
              "INSERT INTO log_entry (position, value, leaf) VALUES (?, ?, -1)")) {
        for (byte[] position : Stream.generate(this::hash).limit(entries).toList()) {
          insert.setBytes(1, position);
          insert.setBytes(2, hash());
          insert.addBatch();
        }
        int[] _ = insert.executeBatch();
      }
      database.commit();
    } catch (SQLException e) {
      throw new LoadException("the key log cannot be filled", e);
    }
  }

  private static KeyLog log(EmbeddedStore store, Path keys, Clock clock) {
    try {
      Files.createDirectories(keys);
    } catch (IOException e) {
      throw new LoadException("no folder for a key", e);
    }
    SigningKey key = SigningKey.open(keys.resolve("log-key"), "benchmark", new SecureRandom());
    RelayId relay = new RelayId(ByteString.copyFrom(new byte[RelayId.BYTES]));
    return new KeyLog(store.keyLog(), relay, key, KeyLogRules.DEFAULTS, clock);
  }

  private Account account() {
    AccountId id = AccountId.of(bytes(AccountId.BYTES));
    Device device = new Device(new DeviceId(id, 1), bytes(32), bytes(33), 5);
    return new Account(id, new Hash(bytes(32)), List.of(device));
  }

  private byte[] hash() {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return hash;
  }

  private ByteString bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new LoadException("the store cannot be looked at", e);
    }
  }

  /// An hour goes by when it is told to: a log grows by no more than 64 leaves in one.
  private static final class TickingClock extends Clock {
    private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_750));

    void tick() {
      now = now.plus(Duration.ofHours(1));
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
