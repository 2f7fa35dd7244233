package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.BlobId;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.StoreUnavailableException;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is the same after the store was closed, or was not, and is opened again.
final class ReopeningTest {
  private static final DeviceId ALICE = device(1);

  @TempDir private Path folder;
  @TempDir private Path image;

  @Test
  void envelopesWaitAsTheyWereAndInTheirOrder() {
    List<Waiting> before;
    try (EmbeddedStore store = Stores.open(folder)) {
      for (int kib : new int[] {1, 96, 2, 64, 4}) {
        long _ = Stores.store(store, Examples.envelope(ALICE, kib, kib << 10, LATER));
      }
      before = Stores.peek(store, ALICE);
    }

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.peek(store, ALICE)).isEqualTo(before).hasSize(5);
      assertThat(store.damages()).isEmpty();
    }
  }

  @Test
  void whatWasStoredSurvivesACrashRightAfterTheAnswer() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long _ = Stores.store(store, Stores.envelope(ALICE, 1));
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));

      Path crashed = Stores.crashImage(folder, image.resolve("crashed"));

      Stores.assertWaiting(crashed, ALICE, Stores.ids(store, ALICE));
    }
  }

  @Test
  void acknowledgedEnvelopesStayGone() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long first = Stores.store(store, Stores.envelope(ALICE, 1));
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));
      store.mailboxes().acknowledge(ALICE, List.of(first));
    }

    Stores.assertWaiting(folder, ALICE, List.of(Examples.envelopeId(2)));
  }

  @Test
  void expiredEnvelopesStayGone() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long _ = Stores.store(store, Examples.envelope(ALICE, 1, 1 << 10, NOW));
      assertThat(store.mailboxes().expire(NOW)).isEqualTo(1);
    }

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.mailboxes().expire(NOW)).isZero();
    }
  }

  @Test
  void sequencesGoOnRisingEvenWhenEverythingWasAcknowledged() {
    long highest = 0;
    for (int round = 0; round < 4; round++) {
      try (EmbeddedStore store = Stores.open(folder)) {
        for (int i = 0; i < 3; i++) {
          long sequence = Stores.store(store, Examples.envelope(ALICE));
          assertThat(sequence).isGreaterThan(highest);
          highest = sequence;
          store.mailboxes().acknowledge(ALICE, List.of(sequence));
        }
      }
    }
  }

  @Test
  void quotaAndRepeatsAreKnownAgain() {
    MailboxLimits limits = new MailboxLimits(2, 1 << 20);
    Envelope envelope = Stores.envelope(ALICE, 1);
    long sequence;
    try (EmbeddedStore store = Stores.open(folder, limits)) {
      sequence = Stores.store(store, envelope);
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));
    }

    try (EmbeddedStore store = Stores.open(folder, limits)) {
      assertThat(store.mailboxes().append(envelope)).isEqualTo(new AlreadyStored(sequence));
      assertThat(store.mailboxes().append(Stores.envelope(ALICE, 3))).isEqualTo(new MailboxFull());
    }
  }

  @Test
  void accountsInvitationsModulesAndBlobsAreThere() {
    var entry = Examples.module("a", 1, new BlobId("1".repeat(64)));
    var blob = Examples.blob(1_000, 1);
    try (EmbeddedStore store = Stores.open(folder)) {
      store.directory().invite(hash(1), LATER);
      assertThat(store.directory().register(hash(1), account(7), keys(2), NOW))
          .isEqualTo(new Registered());
      assertThat(store.catalog().admit(entry)).isEqualTo(new Admitted());
      store.blobs().put(Examples.blobId(blob), blob);
    }

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.directory().account(accountId(7))).contains(account(7));
      assertThat(store.directory().register(hash(1), account(8), keys(2), NOW))
          .isEqualTo(new InvitationUsed());
      assertThat(store.catalog().find("a")).contains(entry);
      assertThat(store.blobs().get(Examples.blobId(blob))).contains(blob);
    }
  }

  @Test
  void aOneTimeKeyThatWasHandedOutIsGoneAfterACrashRightAfterIt() {
    try (EmbeddedStore store = Stores.open(folder)) {
      store.directory().invite(hash(1), LATER);
      assertThat(store.directory().register(hash(1), account(7), keys(2), NOW))
          .isEqualTo(new Registered());
      int taken = store.directory().takeBundles(accountId(7)).getFirst().kem().id();

      Path crashed = Stores.crashImage(folder, image.resolve("crashed"));

      try (EmbeddedStore reopened = Stores.open(crashed)) {
        assertThat(reopened.directory().takeBundles(accountId(7)).getFirst().kem().id())
            .isNotEqualTo(taken);
      }
    }
  }

  @Test
  void aFolderThatIsOpenIsNotOpenedTwice() {
    try (EmbeddedStore store = Stores.open(folder)) {
      assertThatExceptionOfType(StoreInUseException.class)
          .isThrownBy(() -> Stores.open(folder).close())
          .withMessage("the store is in use by another process");

      long _ = Stores.store(store, Stores.envelope(ALICE, 1));
    }
    Stores.assertWaiting(folder, ALICE, List.of(Examples.envelopeId(1)));
  }

  @Test
  void aDatabaseOfANewerVersionIsRefusedAndTheFolderIsFreeAgain() throws SQLException {
    Stores.open(folder).close();
    String url = "jdbc:sqlite:" + folder.resolve("directory.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 1000");
    }

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> Stores.open(folder).close())
          .withStackTraceContaining("schema version 1000");
    }
  }

  @Test
  void aClosedStoreIsUnavailableAndClosingTwiceIsHarmless() {
    EmbeddedStore store = Stores.open(folder);
    store.close();
    store.close();

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> Stores.store(store, Stores.envelope(ALICE, 1)));
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> Stores.peek(store, ALICE));
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.directory().account(accountId(7)));
  }
}
