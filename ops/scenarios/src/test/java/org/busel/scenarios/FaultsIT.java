package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.busel.load.Loop;
import org.busel.load.flood.Flood;
import org.busel.load.kill.Journals;
import org.busel.load.kill.KillReport;
import org.busel.load.relay.Cast;
import org.busel.load.relay.Persona;
import org.busel.load.relay.RelayProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a relay makes of a disk that fails it and of people who send too much: a real process, and devices that write
/// down what they were promised and what they got.
final class FaultsIT {
  private static final Path CHECKOUT = Path.of("..", "..");
  private static final BitSet NOBODY = new BitSet();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RECORD_BEGUN_BYTES = 1_500;
  private static final int SEGMENT_HEAD_BYTES = 64;

  @TempDir Path folder;
  private Loop loop;
  private RelayProcess.Start how;

  @BeforeEach
  void open() {
    loop = new Loop();
    how = RelayProcess.Start.usual(CHECKOUT, folder.resolve("relay"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aFullDiskTakesNothingMoreAndLosesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 80)) {
      RelayProcess.Start there = how.in(disk.path().resolve("relay"));
      Journals journals = Journals.open(loop, there, 1);
      try (RelayProcess relay = RelayProcess.start(there)) {
        journals.write(relay, NOBODY, 1, PATIENCE);
        await().atMost(PATIENCE).until(() -> journals.report(0, 0).refused() > 0);
        long accepted = journals.report(0, 0).accepted();
        assertThat(accepted).isGreaterThan(1_000);

        journals.read(relay, Journals.all());

        await()
            .atMost(PATIENCE)
            .until(() -> journals.report(0, 0).accepted() > accepted + 1_000);
        journals.stopWriting();
        assertThat(journals.settle(Journals.all(), PATIENCE)).isTrue();
        assertThat(relay.process().isAlive()).isTrue();
      }
      assertClean(journals.report(0, 0));
      assertThat(verify(there)).isEqualTo("ok\n");
    }
  }

  @Test
  void aLastRecordThatWasOnlyBegunIsPassedOver() throws Exception {
    Journals journals = Journals.open(loop, how, 2);
    try (RelayProcess relay = RelayProcess.start(how)) {
      journals.write(relay, NOBODY, 1_000, PATIENCE);
      relay.kill();
    }
    tearBehindTheLastRecord();

    try (RelayProcess relay = RelayProcess.start(how)) {
      assertThat(verify(how)).isEqualTo("ok\n");
      journals.write(relay, Journals.all(), 1_000, PATIENCE);
      journals.stopWriting();
      assertThat(journals.settle(Journals.all(), PATIENCE)).isTrue();
    }
    assertClean(journals.report(1, 0));
  }

  @Test
  void aFolderCopiedWhileTheRelayRunsHoldsWhatWasAcceptedBefore() throws Exception {
    Journals journals = Journals.open(loop, how, 3);
    List<BitSet> before;
    try (RelayProcess relay = RelayProcess.start(how)) {
      journals.write(relay, NOBODY, 1_000, PATIENCE);
      before = journals.accepted();
      copy(how.folder(), folder.resolve("copy"));
      relay.kill();
    }
    journals.stopWriting();

    try (RelayProcess relay = RelayProcess.start(how.in(folder.resolve("copy")))) {
      journals.read(relay, Journals.all());
      await().atMost(PATIENCE).until(() -> missing(journals, before) == 0);
    }
    assertThat(journals.report(1, 0).altered()).isZero();
    assertThat(journals.report(1, 0).outOfOrder()).isZero();
  }

  @Test
  void harmInTheMiddleIsFoundByItsBytesAndItsMailboxAndStopsNobody() throws Exception {
    Journals journals = Journals.open(loop, how, 4);
    try (RelayProcess relay = RelayProcess.start(how)) {
      journals.write(relay, NOBODY, 1_000, PATIENCE);
    }
    int number = journals.accepted().getFirst().length() / 2;
    Path harmed = flipABit(journals.endOf(0, number));

    try (RelayProcess relay = RelayProcess.start(how)) {
      assertThat(verify(how))
          .startsWith("harmed: ")
          .hasLineCount(1)
          .contains(harmed.getFileName().toString(), " bytes ")
          .contains(
              "mailbox %016x%016x/1"
                  .formatted(
                      journals.owner(0).device().account().high(),
                      journals.owner(0).device().account().low()));
      journals.stopWriting();
      journals.write(relay, Journals.all(), 1, Duration.ofSeconds(1));
      BitSet others = Journals.all();
      others.clear(0);
      assertThat(journals.settle(others, PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> journals.report(0, 0).lost() == 1);
    }
    assertThat(journals.delivered(0).get(number)).isFalse();
    assertThat(journals.report(0, 0).altered()).isZero();
  }

  @Test
  void whoSendsTooMuchIsToldSoAndTheRelayGrowsNoFurther() {
    RelayProcess.Start small =
        how.withHeap(64).with("relay.limit-account-submit-kib = 2048+1/s");
    List<Persona> cast = Cast.register(small.folder(), 4);
    try (RelayProcess relay = RelayProcess.start(small)) {
      Flood flood = new Flood(loop, relay, cast);

      Flood.Report report = flood.send(200, 50, PATIENCE);

      assertThat(report.accepted()).isGreaterThan(2_000);
      assertThat(report.busy()).isGreaterThan(1_000);
      assertThat(report.otherwise()).isZero();
      assertThat(report.mostResidentKib()).isLessThan(360 << 10);
      assertThat(flood.missing(PATIENCE)).isZero();
      assertThat(small.folder().resolve("relay.log")).content().doesNotContain("OutOfMemory");
    }
  }

  private static void assertClean(KillReport report) {
    assertThat(report.lost()).isZero();
    assertThat(report.altered()).isZero();
    assertThat(report.outOfOrder()).isZero();
  }

  private static long missing(Journals journals, List<BitSet> accepted) {
    long missing = 0;
    for (int sender = 0; sender < accepted.size(); sender++) {
      BitSet left = (BitSet) accepted.get(sender).clone();
      left.andNot(journals.delivered(sender));
      missing += left.cardinality();
    }
    return missing;
  }

  /// Puts the beginning of a record where the next one would have been written.
  private void tearBehindTheLastRecord() throws IOException {
    Path newest = folder;
    int end = 0;
    for (Path segment : segments()) {
      byte[] bytes = Files.readAllBytes(segment);
      int last = bytes.length;
      while (last > SEGMENT_HEAD_BYTES && bytes[last - 1] == 0) {
        last--;
      }
      if (last > SEGMENT_HEAD_BYTES) {
        newest = segment;
        end = (last + 7) / 8 * 8;
      }
    }
    try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
      byte[] begun = new byte[RECORD_BEGUN_BYTES];
      file.seek(SEGMENT_HEAD_BYTES);
      file.readFully(begun);
      file.seek(end);
      file.write(begun);
    }
  }

  private Path flipABit(long eightBytes) throws IOException {
    byte[] sought = ByteBuffer.allocate(Long.BYTES).putLong(eightBytes).array();
    for (Path segment : segments()) {
      byte[] bytes = Files.readAllBytes(segment);
      for (int at = 0; at <= bytes.length - sought.length; at++) {
        if (java.util.Arrays.equals(bytes, at, at + 8, sought, 0, 8)) {
          bytes[at] ^= 1;
          Files.write(segment, bytes);
          return segment;
        }
      }
    }
    throw new AssertionError("an accepted message is not on the disk");
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(how.folder().resolve("store/mailboxes"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// As somebody would who knows of no `backup`; sockets cannot be copied.
  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.filter(path -> Files.isDirectory(path) || Files.isRegularFile(path)).toList();
    }
    for (Path path : all) {
      Path copied = to.resolve(from.relativize(path));
      if (Files.isDirectory(path)) {
        Files.createDirectories(copied);
      } else {
        Files.copy(path, copied);
      }
    }
  }

  /// What `store verify` prints.
  private String verify(RelayProcess.Start relay) throws Exception {
    Path said = folder.resolve("said.txt");
    List<String> command =
        new ArrayList<>(List.of(CHECKOUT.resolve("ops/busel-relay").toString()));
    command.addAll(List.of("store", "verify", "--dir", relay.folder().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(folder.resolve("talk.txt").toFile())
            .start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return Files.readString(said);
  }
}
