package org.busel.store.mongodb;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;
import org.busel.store.StoreUnavailableException;
import org.busel.store.contract.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of calls when MongoDB does not answer. The limits of time are far above the store's own, so that they
/// tell a call that gives up from one that hangs, and not a fast machine from a slow one.
@Timeout(value = 60, unit = SECONDS)
final class UnreachableMongoTest {
  private static final BlobId MANIFEST = new BlobId("1".repeat(64));

  @Test
  void everyCallGivesUpWhenNobodyListens() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    try (MongoCatalogStore store = open("mongodb://localhost:" + nobody)) {
      assertEveryCallIsUnavailable(store);
    }
  }

  @Test
  void everyCallGivesUpWhenSomebodyListensAndNeverAnswers() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MongoCatalogStore store = open("mongodb://localhost:" + mute.getLocalPort())) {
      assertEveryCallIsUnavailable(store);
    }
  }

  @Test
  void aServerThatGoesAwayIsUnavailable() {
    MongoServer standIn = new MongoServer(new MemoryBackend());
    try (MongoCatalogStore store = open("mongodb://localhost:" + standIn.bind().getPort())) {
      assertThat(store.admit(Examples.module("a", 1, MANIFEST))).isEqualTo(new Admitted());
      standIn.shutdownNow();

      assertEveryCallIsUnavailable(store);
    }
  }

  @Test
  void aClosedStoreIsUnavailable() {
    MongoCatalogStore store = open("mongodb://localhost:1");
    store.close();
    store.close();

    assertEveryCallIsUnavailable(store);
  }

  @Test
  void aConnectionStringThatCannotBeReadIsRefusedWithoutQuotingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("mongo://somebody:secret@localhost"))
        .withMessageNotContaining("secret")
        .withNoCause();
    assertThat(new MongoCatalogStore.Settings("mongodb://a:secret@b", Duration.ofSeconds(1)))
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void aTimeoutOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MongoCatalogStore.Settings("mongodb://b", Duration.ofMillis(99)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MongoCatalogStore.Settings("mongodb://b", Duration.ofSeconds(61)));
  }

  private static MongoCatalogStore open(String uri) {
    return MongoCatalogStore.open(new MongoCatalogStore.Settings(uri, Duration.ofMillis(300)));
  }

  private static void assertEveryCallIsUnavailable(CatalogStore store) {
    assertUnavailable(() -> assertThat(store.list()).isNull());
    assertUnavailable(() -> assertThat(store.find("a")).isNull());
    assertUnavailable(() -> assertThat(store.documents()).isNull());
    assertUnavailable(() -> assertThat(store.admit(Examples.module("a", 1, MANIFEST))).isNull());
    assertUnavailable(
        () -> assertThat(store.admitDocument(new TrustDocument("root", 1, MANIFEST))).isNull());
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call::run);
  }
}
