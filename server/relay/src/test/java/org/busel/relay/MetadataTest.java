package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.TrustDocument;
import org.busel.store.embedded.AttachmentFile;
import org.busel.store.embedded.LogRecord;
import org.busel.store.mongodb.MongoCatalogStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// METADATA.md is the whole list of what a relay stores: nothing is written that is not on it, and nothing is on it
/// that is not written.
class MetadataTest {
  private static final Path PAGE = Path.of("METADATA.md");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([A-Za-z ]+) \\|.*");
  private static final Pattern FILE_ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|");

  @TempDir Path folder;

  @Test
  void everyColumnOfTheDatabaseIsListed() throws IOException, SQLException {
    live();

    Set<String> columns = new TreeSet<>();
    String tables =
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
            + " WHERE m.type = 'table'";
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/directory.db"));
        ResultSet row = database.createStatement().executeQuery(tables)) {
      while (row.next()) {
        columns.add(row.getString(1) + "." + row.getString(2));
      }
    }
    assertThat(columns).isEqualTo(listed("SQLite"));
  }

  @Test
  void everyFieldOfTheMailboxLogIsListed() throws IOException {
    assertThat(new TreeSet<>(LogRecord.FIELDS)).isEqualTo(listed("mailbox log"));
  }

  @Test
  void everyFieldOfAnAttachmentIsListed() throws IOException {
    assertThat(new TreeSet<>(AttachmentFile.FIELDS)).isEqualTo(listed("attachment file"));
  }

  @Test
  void everyKeyOfADocumentInMongoDbIsListed() throws IOException {
    Set<String> keys = new TreeSet<>();
    MongoServer standIn = new MongoServer(new MemoryBackend());
    String uri = standIn.bindAndGetConnectionString() + "/busel";
    try (MongoCatalogStore store =
            MongoCatalogStore.open(new MongoCatalogStore.Settings(uri, Duration.ofSeconds(30)));
        MongoClient client = MongoClients.create(uri)) {
      BlobId blob = new BlobId("00".repeat(32));
      var _ = store.admit(entry(blob));
      var _ = store.admitDocument(new TrustDocument("root", 1, blob));
      for (String collection : client.getDatabase("busel").listCollectionNames()) {
        for (Document document : client.getDatabase("busel").getCollection(collection).find()) {
          document.keySet().forEach(key -> keys.add(collection + "." + key));
        }
      }
    } finally {
      standIn.shutdownNow();
    }

    assertThat(keys).isEqualTo(listed("MongoDB"));
  }

  @Test
  void everyFileOfTheFolderIsListed() throws IOException {
    live();

    List<Pattern> listed =
        Files.readAllLines(PAGE).stream()
            .map(FILE_ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> Pattern.compile(row.group(1).replace(".", "\\.").replace("*", ".*")))
            .toList();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> !Files.isDirectory(file)))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(listed)
                  .as("%s", folder.relativize(file))
                  .anyMatch(
                      pattern -> pattern.matcher(folder.relativize(file).toString()).matches()));
    }
  }

  /// One message from registration to the mailbox, and one attachment, on the embedded store.
  private void live() {
    RelayConfig config = RelayConfig.in(folder);
    try (RunningRelay relay = RunningRelay.open(folder, RelayStores.open(config))) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      outbox.send(editor.message(1, 1024));
      assertThat(outbox.response().hasAccepted()).isTrue();
      Upload upload = Upload.prepare(relay, editor, 1);
      assertThat(upload.open().status()).isEqualTo(200);
      assertThat(upload.put(0).status()).isEqualTo(204);
    }
  }

  private static CatalogEntry entry(BlobId blob) {
    return new CatalogEntry(
        "first-steps",
        1,
        blob,
        Map.of("en", "title"),
        Map.of("en", "summary"),
        List.of("en"),
        "beginner",
        5,
        100,
        Optional.of(LocalDate.of(2027, 1, 1)));
  }

  private static Set<String> listed(String store) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches() && row.group(2).equals(store))
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
