package org.busel.store.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.store.contract.Examples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the folder gives away to somebody who takes the machine.
final class PrivacyTest {
  @TempDir private Path above;
  private Path folder = Path.of("");
  private long begin;
  private long end;

  @BeforeEach
  void useEverything() {
    folder = above.resolve("data").resolve("store");
    begin = System.currentTimeMillis();
    try (EmbeddedStore store = Stores.open(folder)) {
      store.directory().invite(hash(1), LATER);
      assertThat(store.directory().register(hash(1), account(7), keys(3), NOW))
          .isEqualTo(new Registered());
      assertThat(store.directory().takeBundles(accountId(7))).hasSize(1);
      long first = Stores.store(store, Stores.envelope(device(7), 1));
      long _ = Stores.store(store, Stores.envelope(device(7), 2));
      store.mailboxes().acknowledge(device(7), List.of(first));
      ByteString blob = Examples.blob(5_000, 999);
      store.blobs().put(Examples.blobId(blob), blob);
      assertThat(store.catalog().admit(Examples.module("a", 1, Examples.blobId(blob))))
          .isEqualTo(new Admitted());
    }
    end = System.currentTimeMillis();
  }

  @Test
  void onlyTheOwnerMayReadAnythingInIt() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(folder.relativize(file).toString())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theMomentOfArrivalIsInNoFile() throws IOException {
    for (Path file : Stores.files(folder)) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        bytes.order(order);
        for (int at = 0; at + Long.BYTES <= bytes.limit(); at++) {
          assertIsNoMoment(bytes.getLong(at), 1, file);
          assertIsNoMoment(bytes.getLong(at), 1_000_000, file);
          assertIsNoMoment(bytes.getLong(at) >>> 16, 1, file); // six bytes, as SQLite stores it
        }
      }
      String text = new String(bytes.array(), ISO_8859_1);
      String today = Instant.ofEpochMilli(begin).toString().substring(0, 13);
      assertThat(text.contains(today)).isFalse();
    }
  }

  private void assertIsNoMoment(long number, long unitsInAMilli, Path file) {
    long millis = number / unitsInAMilli;
    if (millis >= begin && millis <= end) {
      throw new AssertionError("a moment of arrival stands in " + file.getFileName());
    }
  }

  @Test
  void theLogHoldsTheFieldsThatAreListedAndTheyAreDescribed() throws IOException {
    String described = Files.readString(Path.of("STORE.md"));

    for (String field : LogRecord.FIELDS) {
      assertThat(described).contains("`" + field + "`");
    }
  }

  @Test
  void everyColumnOfTheDatabaseIsDescribed() throws IOException, SQLException {
    String described = Files.readString(Path.of("STORE.md"));

    List<String> columns = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("directory.db"));
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
                        + " WHERE m.type = 'table'")) {
      while (row.next()) {
        columns.add(row.getString(1) + "." + row.getString(2));
      }
    }

    assertThat(columns).hasSizeGreaterThan(30);
    for (String column : columns) {
      assertThat(described).contains("`" + column + "`");
    }
  }

  @Test
  void aHandedOutKeyAndARevokedInvitationLeaveNoTrace() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      store.directory().invite(hash(55), LATER);
      assertThat(store.directory().revoke(hash(55))).isTrue();
    }

    ByteString takenKey = keys(3).oneTimeEc().getFirst().publicKey();
    for (Path file : Stores.files(folder)) {
      ByteString bytes = ByteString.copyFrom(Files.readAllBytes(file));
      assertThat(contains(bytes, takenKey)).as(file.toString()).isFalse();
      assertThat(contains(bytes, hash(55).bytes())).as(file.toString()).isFalse();
    }
  }

  private static boolean contains(ByteString bytes, ByteString part) {
    return bytes.toString(ISO_8859_1).contains(part.toString(ISO_8859_1));
  }
}
