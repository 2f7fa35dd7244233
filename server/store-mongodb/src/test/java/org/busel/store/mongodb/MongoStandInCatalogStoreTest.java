package org.busel.store.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogStore;
import org.busel.store.contract.CatalogStoreContract;
import org.busel.store.contract.Examples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The contract against a stand-in that speaks MongoDB's protocol in this process. What a majority, a journal and a
/// failover are worth it cannot prove; [RealMongoCatalogStoreTest] does, where there is a MongoDB.
final class MongoStandInCatalogStoreTest extends CatalogStoreContract {
  private final MongoServer standIn = new MongoServer(new MemoryBackend());
  private final List<MongoCatalogStore> opened = new ArrayList<>();
  private String uri = "";

  @BeforeEach
  void start() {
    uri = "mongodb://localhost:" + standIn.bind().getPort() + "/catalogue";
  }

  @AfterEach
  void stop() {
    opened.forEach(MongoCatalogStore::close);
    standIn.shutdownNow();
  }

  @Override
  protected CatalogStore emptyStore() {
    return open();
  }

  private MongoCatalogStore open() {
    MongoCatalogStore store =
        MongoCatalogStore.open(new MongoCatalogStore.Settings(uri, Duration.ofSeconds(10)));
    opened.add(store);
    return store;
  }

  @Test
  void twoRelaysSeeOneCatalogue() {
    var entry = Examples.module("a", 1, new BlobId("1".repeat(64)));

    assertThat(open().admit(entry)).isEqualTo(new Admitted());

    assertThat(open().list()).containsExactly(entry);
  }

  @Test
  void aModuleIsOneDocumentWithItsOwnIdAndNothingMore() {
    var entry = Examples.module("a", 1, new BlobId("1".repeat(64)));

    assertThat(open().admit(entry)).isEqualTo(new Admitted());

    try (MongoClient client = MongoClients.create(uri)) {
      var documents =
          client.getDatabase("catalogue").getCollection(MongoCatalogStore.MODULES).find();
      assertThat(documents)
          .singleElement()
          .satisfies(document -> {
            assertThat(document.get("_id")).isEqualTo("a");
            assertThat(document.keySet())
                .containsExactlyInAnyOrder(
                    "_id",
                    "version",
                    "manifest",
                    "titles",
                    "summaries",
                    "languages",
                    "level",
                    "minutes",
                    "totalBytes",
                    "reviewedUntil");
          });
    }
  }
}
