package org.busel.relay;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.attachment.AttachmentStore;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.MailboxStore;
import org.busel.relay.RelayConfig.CatalogPlace;
import org.busel.storage.BackupReport;
import org.busel.storage.RelayStore;
import org.busel.storage.StoreFigures;
import org.busel.store.StoreUnavailableException;
import org.busel.storage.Verification;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.store.embedded.StoreInUseException;
import org.busel.store.mongodb.MongoCatalogStore;
import org.busel.store.mongodb.MongoCatalogStore.Settings;

/// Opens the stores that the configuration names.
public final class RelayStores {
  private static final String FOLDER = "store";

  private RelayStores() {}

  /// Opens them; makes what is not there.
  ///
  /// @throws CannotStart if another relay has them open, or the disk or database refuses
  public static RelayStore open(RelayConfig config) {
    try {
      EmbeddedStore embedded =
          EmbeddedStore.open(config.folder().resolve(FOLDER), config.mailboxes().limits());
      return switch (config.courses().store()) {
        case CatalogPlace.Embedded() -> embedded;
        case CatalogPlace.Mongo(String uri) -> withMongo(embedded, uri);
      };
    } catch (StoreInUseException inUse) {
      throw CannotStart.inUse(config, inUse);
    } catch (StoreUnavailableException unavailable) {
      throw CannotStart.because(config, unavailable);
    }
  }

  private static RelayStore withMongo(EmbeddedStore embedded, String uri) {
    try {
      return new CatalogElsewhere(
          embedded, MongoCatalogStore.open(new Settings(uri, Settings.DEFAULT_TIMEOUT)));
    } catch (IllegalArgumentException noUri) {
      embedded.close();
      // Its text may quote the URI and the password in it.
      throw new CannotStart(
          "relay.mongodb-uri cannot be used",
          "it has the form mongodb://HOST/DATABASE",
          new IllegalArgumentException("no usable URI"));
    }
  }

  /// Everything in the folder, but the catalogue in a database.
  private record CatalogElsewhere(EmbeddedStore embedded, MongoCatalogStore elsewhere)
      implements RelayStore {
    @Override
    public MailboxStore mailboxes() {
      return embedded.mailboxes();
    }

    @Override
    public DirectoryStore directory() {
      return embedded.directory();
    }

    @Override
    public KeyLogStore keyLog() {
      return embedded.keyLog();
    }

    @Override
    public CatalogStore catalog() {
      return elsewhere;
    }

    @Override
    public BlobStore blobs() {
      return embedded.blobs();
    }

    @Override
    public Optional<BackupReport> backup(Path folder) {
      return embedded.backup(folder); // the database has its own backups
    }

    @Override
    public Optional<Verification> verify() {
      return embedded.verify();
    }

    @Override
    public StoreFigures figures() {
      return embedded.figures();
    }

    @Override
    public AttachmentStore attachments() {
      return embedded.attachments();
    }

    @Override
    public void close() {
      try (elsewhere) {
        embedded.close();
      }
    }
  }
}
