package org.busel.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.AdmitOutcome.AlreadyAdmitted;
import org.busel.catalog.AdmitOutcome.NotNewer;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;
import org.busel.store.StoreUnavailableException;

/// The catalogue in MongoDB: a document for each module, named by the module's id, and one for each
/// signed document, named by its name and holding its last versions.
///
/// Every write changes one document, on the condition that its version is lower, and may be repeated; so the store
/// needs no transaction, and any number of relays may share it. What was admitted has been journalled by a majority;
/// what is read has been, too. Safe for many threads.
public final class MongoCatalogStore implements CatalogStore, AutoCloseable {
  /// Collection of the modules.
  static final String MODULES = "modules";

  /// Collection of the signed documents.
  static final String TRUST = "trust";

  private static final int ATTEMPTS = 10;

  private final MongoClient client;
  private final MongoCollection<Document> modules;
  private final MongoCollection<Document> trust;

  private MongoCatalogStore(MongoClient client, MongoDatabase database) {
    this.client = client;
    this.modules = database.getCollection(MODULES);
    this.trust = database.getCollection(TRUST);
  }

  /// Where the catalogue is kept.
  ///
  /// @param uri of MongoDB's connection string form; if it names no database, "busel" is used
  /// @param timeout after which a call gives up, 100 ms to a minute
  public record Settings(String uri, Duration timeout) {
    /// Ten seconds.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public Settings {
      if (timeout.compareTo(Duration.ofMillis(100)) < 0
          || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new IllegalArgumentException("timeout is not within 100 ms to a minute");
      }
    }

    @Override
    public String toString() {
      return "Settings[hidden]"; // the uri may hold a password
    }
  }

  /// Makes a store. Does not wait for a connection: the first call does.
  ///
  /// @throws IllegalArgumentException if the uri cannot be read
  public static MongoCatalogStore open(Settings settings) {
    ConnectionString uri = parse(settings.uri());
    long millis = settings.timeout().toMillis();
    MongoClient client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(uri)
                .timeout(millis, TimeUnit.MILLISECONDS)
                .applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                    socket -> socket.connectTimeout(millis, TimeUnit.MILLISECONDS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .retryWrites(true)
                .retryReads(true)
                .build());
    String database = uri.getDatabase();
    return new MongoCatalogStore(client, client.getDatabase(database == null ? "busel" : database));
  }

  private static ConnectionString parse(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      // Without the cause: its text may quote the password.
      throw new IllegalArgumentException("the MongoDB connection string cannot be read");
    }
  }

  @Override
  public AdmitOutcome admit(CatalogEntry entry) {
    Document document = EntryDocument.of(entry);
    Place place = new Place(modules, entry.module(), entry.version(), entry.manifest());
    return ask(
        "admitting a module",
        () ->
            admit(
                place,
                lower -> {
                  var _ = modules.replaceOne(lower, document, new ReplaceOptions().upsert(true));
                }));
  }

  @Override
  public AdmitOutcome admitDocument(TrustDocument offered) {
    Document change = EntryDocument.change(offered);
    Place place = new Place(trust, offered.name(), offered.version(), offered.document());
    return ask(
        "admitting a signed document",
        () ->
            admit(
                place,
                lower -> {
                  var _ = trust.updateOne(lower, change, new UpdateOptions().upsert(true));
                }));
  }

  /// Where something is to be put, and as what.
  private record Place(
      MongoCollection<Document> collection, String id, int version, BlobId manifest) {}

  /// Changes the document if its version is lower, or puts it there if there is none. When there is one with a version
  /// that is not lower, the condition finds nothing to change, and putting it there fails because its id is taken.
  ///
  /// @param write does so, for what a condition finds
  private static AdmitOutcome admit(Place place, Consumer<Bson> write) {
    MongoException last = new MongoException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        write.accept(and(eq("_id", place.id()), lt(EntryDocument.VERSION, place.version())));
        return new Admitted();
      } catch (MongoServerException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
          throw e;
        }
        last = e;
      }
      Document present = place.collection().find(eq("_id", place.id())).first();
      if (present != null && EntryDocument.version(present) >= place.version()) {
        return EntryDocument.version(present) == place.version()
                && EntryDocument.isManifest(present, place.manifest())
            ? new AlreadyAdmitted()
            : new NotNewer(EntryDocument.version(present));
      }
      // Somebody put a lower version there just now, or a majority does not have it yet: once more.
    }
    throw last;
  }

  @Override
  public void withdraw(String module) {
    var _ = ask("withdrawing a module", () -> modules.deleteOne(eq("_id", module)));
  }

  @Override
  public List<CatalogEntry> list() {
    return ask(
        "listing modules",
        () -> {
          List<CatalogEntry> entries = new ArrayList<>();
          for (Document document : modules.find().sort(ascending("_id"))) {
            entries.add(EntryDocument.entry(document));
          }
          return List.copyOf(entries);
        });
  }

  @Override
  public Optional<CatalogEntry> find(String module) {
    return ask(
        "looking a module up",
        () ->
            Optional.ofNullable(modules.find(eq("_id", module)).first()).map(EntryDocument::entry));
  }

  @Override
  public Optional<TrustDocument> document(String name) {
    return ask(
        "reading a signed document",
        () -> Optional.ofNullable(trust.find(eq("_id", name)).first()).map(EntryDocument::newest));
  }

  @Override
  public Optional<TrustDocument> document(String name, int version) {
    return ask(
        "reading a signed document",
        () ->
            Optional.ofNullable(trust.find(eq("_id", name)).first())
                .flatMap(it -> EntryDocument.numbered(it, version)));
  }

  @Override
  public List<TrustDocument> documents() {
    return ask(
        "listing signed documents",
        () -> {
          List<TrustDocument> documents = new ArrayList<>();
          for (Document document : trust.find().sort(ascending("_id"))) {
            documents.add(EntryDocument.newest(document));
          }
          return List.copyOf(documents);
        });
  }

  private static <T> T ask(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (MongoException | IllegalStateException e) {
      // IllegalStateException: the client is closed.
      throw new StoreUnavailableException(doing, e);
    }
  }

  /// Closes all connections; closing twice is harmless.
  @Override
  public void close() {
    client.close();
  }
}
