package org.busel.store.mongodb;

import static org.junit.jupiter.api.Assumptions.abort;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.UUID;
import org.busel.catalog.CatalogStore;
import org.busel.store.contract.CatalogStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/// The contract against a real MongoDB: the one that `BUSEL_MONGODB_URI` names, or one that Docker starts.
///
/// The uri must not name a database; each test makes its own and drops it.
final class RealMongoCatalogStoreTest extends CatalogStoreContract {
  private static @Nullable String uri;
  private static @Nullable MongoDBContainer container;

  private final String database = "busel-test-" + UUID.randomUUID();
  private @Nullable MongoCatalogStore store;

  @BeforeAll
  static void find() {
    uri = System.getenv("BUSEL_MONGODB_URI");
    if (uri == null && DockerClientFactory.instance().isDockerAvailable()) {
      container = new MongoDBContainer("mongo:8.0");
      container.start();
      uri = container.getConnectionString();
    }
    if (uri == null) {
      String reason = "no real MongoDB: BUSEL_MONGODB_URI is not set and Docker does not answer";
      System.out.println("skipped: " + reason);
      abort(reason);
    }
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  @Override
  protected CatalogStore emptyStore() {
    store =
        MongoCatalogStore.open(
            new MongoCatalogStore.Settings(withDatabase(), Duration.ofSeconds(30)));
    return store;
  }

  @AfterEach
  void drop() {
    if (store != null) {
      store.close();
      try (MongoClient client =
          MongoClients.create(
              MongoClientSettings.builder()
                  .applyConnectionString(new ConnectionString(withDatabase()))
                  .build())) {
        client.getDatabase(database).drop();
      }
    }
  }

  private String withDatabase() {
    String base = String.valueOf(uri);
    int options = base.indexOf('?');
    String before = options < 0 ? base : base.substring(0, options);
    String after = options < 0 ? "" : base.substring(options);
    return before + (before.endsWith("/") ? "" : "/") + database + after;
  }
}
