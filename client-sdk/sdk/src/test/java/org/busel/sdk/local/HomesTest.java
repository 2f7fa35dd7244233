package org.busel.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.EnvelopeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesTest {
  private static final int FIRST_BYTES = 3 * Zones.FIRST_CHUNKS * Zones.CHUNK_BYTES;

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final Secret key = Secret.random(SecretLabel.LOCAL_STORE, 32, random);
  private final Secret other = Secret.random(SecretLabel.LOCAL_STORE, 32, random);

  @AfterEach
  void close() {
    key.close();
    other.close();
  }

  @Test
  void twoProfilesLiveInOneFileAndKnowNothingOfEachOther() {
    try (LocalStore store = store(0, key)) {
      put(store, "mine", 3);
    }
    try (LocalStore store = made(1, other)) {
      put(store, "theirs", 5);
    }

    try (LocalStore store = store(0, key)) {
      assertThat(get(store, "mine")).hasValue(filled(3));
      assertThat(get(store, "theirs")).isEmpty();
    }
    try (LocalStore store = store(1, other)) {
      assertThat(get(store, "theirs")).hasValue(filled(5));
      assertThat(get(store, "mine")).isEmpty();
    }
  }

  @Test
  void theSizeDoesNotSayHowManyHomesAreInUseOrHowMuchIsInThem() throws IOException {
    try (LocalStore store = store(0, key)) {
      assertThat(Files.size(file())).isEqualTo(FIRST_BYTES);
      put(store, "mine", 3);
    }
    made(1, other).close();
    try (LocalStore store = store(1, other)) {
      for (int i = 0; i < 300; i++) {
        put(store, "theirs " + i, i);
      }
    }

    assertThat(Files.size(file())).isEqualTo(FIRST_BYTES);
  }

  @Test
  void everyZoneLooksLikeNoiseWhateverIsInIt() throws IOException {
    try (LocalStore store = store(0, key)) {
      for (int i = 0; i < 100; i++) {
        put(store, "mine " + i, 0);
      }
      assertThat(looksLikeNoise(Files.readAllBytes(file()))).isTrue();
    }

    byte[] all = Files.readAllBytes(file());
    int zone = all.length / 3;
    for (int i = 0; i < 3; i++) {
      assertThat(looksLikeNoise(Arrays.copyOfRange(all, i * zone, (i + 1) * zone))).isTrue();
    }
    assertThat(looksLikeNoise(new byte[zone])).isFalse();
  }

  @Test
  void whatIsWrittenIsTheOwnHomeAndTheScratchZoneAndNeverTheOtherHome() throws IOException {
    store(0, key).close();
    made(1, other).close();
    byte[] before = Files.readAllBytes(file());

    try (LocalStore store = store(1, other)) {
      put(store, "theirs", 5);
    }

    byte[] after = Files.readAllBytes(file());
    assertThat(changed(before, after)).containsExactly(false, true, true);
  }

  @Test
  void everyCommitIsThereAfterACrashAndHalfACommitIsNot() throws IOException {
    LocalStore store = store(0, key);
    put(store, "first", 1);
    byte[] killedHere = Files.readAllBytes(file());
    put(store, "second", 2);
    byte[] killedLater = Files.readAllBytes(file());
    store.close();
    int firstChanged = Arrays.mismatch(killedHere, killedLater);

    for (int written : List.of(0, 1, 100, Zones.CHUNK_BYTES)) {
      byte[] torn = killedHere.clone();
      System.arraycopy(killedLater, firstChanged, torn, firstChanged, written);
      Files.write(file(), torn);
      try (LocalStore reopened = store(0, key)) {
        assertThat(get(reopened, "first")).hasValue(filled(1));
        assertThat(get(reopened, "second").isPresent()).isEqualTo(written == Zones.CHUNK_BYTES);
        put(reopened, "third", 3);
      }
      try (LocalStore reopened = store(0, key)) {
        assertThat(get(reopened, "third")).hasValue(filled(3));
      }
    }
  }

  @Test
  void aCrashBetweenTheTwoWritingsOfASnapshotLosesNothing() throws IOException {
    try (LocalStore store = store(0, key)) {
      put(store, "first", 1);
    }
    byte[] before = Files.readAllBytes(file());
    int zone = before.length / 3;
    try (Journal journal = Journal.open(file(), 0, key).orElseThrow()) {
      byte[] rows = journal.takeCommits().get(0);
      journal.rewrite(rows);
    }
    byte[] after = Files.readAllBytes(file());
    byte[] crashed = after.clone();
    System.arraycopy(after, 0, crashed, 2 * zone, zone); // the scratch zone as it was then
    Arrays.fill(crashed, 0, zone / 2, (byte) 7); // and the home half written

    Files.write(file(), crashed);

    try (LocalStore reopened = store(0, key)) {
      assertThat(get(reopened, "first")).hasValue(filled(1));
    }
  }

  @Test
  void whatWasReplacedOrRemovedIsNotInTheFileAfterClosing() throws IOException {
    try (LocalStore store = store(0, key)) {
      put(store, "mine", 3);
    }
    byte[] before = Files.readAllBytes(file());
    int zone = before.length / 3;
    try (LocalStore store = store(0, key)) {
      remove(store, "mine");
    }
    byte[] after = Files.readAllBytes(file());

    int chunk = Zones.CHUNK_BYTES;
    for (int at = 0; at < zone; at += chunk) {
      assertThat(Arrays.equals(before, at, at + chunk, after, at, at + chunk)).isFalse();
    }
  }

  @Test
  void aStoreGrowsWithWhatIsInItAndTheOtherHomeComesAlong() throws IOException {
    store(0, key).close();
    try (LocalStore store = made(1, other)) {
      put(store, "theirs", 5);
    }
    try (LocalStore store = store(0, key)) {
      for (int i = 0; i < 60; i++) {
        byte[] large = new byte[32 * 1024];
        Arrays.fill(large, (byte) i);
        String name = "large " + i;
        write(store, tx -> tx.sessions().store(Kind.SESSION, name, large));
      }
    }

    assertThat(Files.size(file())).isEqualTo(2L * FIRST_BYTES);
    try (LocalStore store = store(1, other)) {
      assertThat(get(store, "theirs")).hasValue(filled(5));
    }
    try (LocalStore store = store(0, key)) {
      assertThat(get(store, "large 59").orElseThrow()).hasSize(32 * 1024).startsWith(59);
    }
  }

  @Test
  void aHomeOfAnotherKeyOrAChangedSnapshotIsDamaged() throws IOException {
    try (LocalStore store = store(0, key)) {
      put(store, "mine", 3);
    }
    assertThat(LocalStore.open(file(), 0, other)).isInstanceOf(LocalStore.Opened.Damaged.class);
    assertThat(LocalStore.open(file(), 1, key)).isInstanceOf(LocalStore.Opened.Damaged.class);
    byte[] all = Files.readAllBytes(file());
    all[Zones.CHUNK_BYTES + 17] ^= 1;
    Files.write(file(), all);

    assertThat(LocalStore.open(file(), 0, key)).isInstanceOf(LocalStore.Opened.Damaged.class);
  }

  @Test
  void nothingIsWrittenAfterAWriteThatFailed() throws IOException {
    LocalStore store = store(0, key);
    put(store, "mine", 3);
    try (Zones zones = Zones.open(file())) {
      assertThat(zones.chunks()).isEqualTo(Zones.FIRST_CHUNKS);
    }
    Files.delete(file()); // the open channel goes on; growing it cannot
    Files.createDirectory(folder.resolve("store.new"));
    Files.write(folder.resolve("store.new").resolve("x"), new byte[1]);
    byte[] huge = new byte[3 * 1024 * 1024];

    assertThatThrownBy(
            () -> write(store, tx -> tx.sessions().store(Kind.SESSION, "huge", huge)))
        .isInstanceOf(LocalStoreException.class);
    assertThatThrownBy(() -> put(store, "later", 4)).isInstanceOf(RuntimeException.class);
    store.close();
  }

  @Test
  void whatMustNeverBeAsItWasIsNotInABackup() throws IOException {
    byte[] rows;
    try (LocalStore store = store(0, key)) {
      write(store, tx -> {
        tx.sessions().store(Kind.SESSION, "a session", filled(1));
        tx.sessions().store(Kind.EC_PREKEY, "a prekey", filled(2));
        tx.sessions().store(Kind.KEM_PREKEY, "a prekey", filled(3));
        tx.sessions().store(Kind.IDENTITY, "a contact", filled(4));
        tx.mail().save(StoredSubmit.newBuilder().setContact(1).setNumber(1).build());
        tx.mail().saw(EnvelopeId.random(random), 20_000);
      });
      rows = store.backup();
    }
    Path restored = folder.resolve("restored");

    try (LocalStore store =
        ((LocalStore.Opened.Store) LocalStore.restore(restored, 1, key, rows)).store()) {
      assertThat(has(store, Transaction::profile)).isTrue();
      assertThat(has(store, tx -> tx.sessions().load(Kind.IDENTITY, "a contact"))).isTrue();
      for (Kind kind : List.of(Kind.SESSION, Kind.EC_PREKEY, Kind.KEM_PREKEY)) {
        for (String name : List.of("a session", "a prekey")) {
          assertThat(has(store, tx -> tx.sessions().load(kind, name))).isFalse();
        }
      }
      assertThat(has(store, tx -> tx.mail().first(1))).isFalse();
    }
    assertThat(new String(rows, StandardCharsets.ISO_8859_1)).doesNotContain("INTO seen");
  }

  @Test
  void aProfileOfBeforeMovesIn() throws IOException {
    Path former = folder.resolve("local.db");
    try (Sql sql = JdbcSql.open(former)) {
      Table table = new Table(sql, new ValueSeal(key));
      Schema.bringUp(sql, table);
      sql.run("BEGIN IMMEDIATE");
      Transaction tx = new Transaction(table);
      tx.profile(StoredProfile.getDefaultInstance());
      tx.sessions().store(Kind.SESSION, "mine", filled(3));
      sql.run("COMMIT");
    }

    try (LocalStore store = store(1, key)) {
      assertThat(get(store, "mine")).hasValue(filled(3));
    }

    assertThat(former).doesNotExist();
    try (LocalStore store = store(1, key)) {
      assertThat(get(store, "mine")).hasValue(filled(3));
    }
  }

  private static boolean has(LocalStore store, Function<Transaction, Optional<?>> what) {
    return store.transact(tx -> what.apply(tx).isPresent());
  }

  private static boolean looksLikeNoise(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length];
    int compressed = deflater.deflate(out);
    deflater.end();
    return compressed == bytes.length; // it did not fit, so nothing was gained
  }

  private static List<Boolean> changed(byte[] before, byte[] after) {
    int zone = before.length / 3;
    return List.of(0, 1, 2).stream()
        .map(i ->
            !Arrays.equals(before, i * zone, (i + 1) * zone, after, i * zone, (i + 1) * zone))
        .toList();
  }

  private LocalStore store(int home, Secret with) {
    return ((LocalStore.Opened.Store) LocalStore.open(file(), home, with)).store();
  }

  private LocalStore made(int home, Secret with) {
    return ((LocalStore.Opened.Store) LocalStore.make(file(), home, with)).store();
  }

  private static void put(LocalStore store, String name, int value) {
    write(store, tx -> tx.sessions().store(Kind.SESSION, name, filled(value)));
  }

  private static void remove(LocalStore store, String name) {
    write(store, tx -> tx.sessions().remove(Kind.SESSION, name));
  }

  private static Optional<byte[]> get(LocalStore store, String name) {
    return store.transact(tx -> tx.sessions().load(Kind.SESSION, name));
  }

  private static void write(LocalStore store, Consumer<Transaction> work) {
    boolean unused =
        store.transact(tx -> {
          tx.profile(StoredProfile.getDefaultInstance());
          work.accept(tx);
          return true;
        });
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[200];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private Path file() {
    return folder.resolve("store");
  }
}
