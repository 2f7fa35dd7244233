package org.busel.relay;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.storage.BackupReport;
import org.busel.storage.RelayStore;
import org.busel.store.StoreUnavailableException;
import org.busel.storage.Verification;

/// What the operator may tell the store of a relay, whether the relay runs or not.
///
/// `backup FOLDER` is answered with `done ENVELOPES UNREADABLE FILES`; `verify` with `found ENVELOPES MAILBOXES FILES` and a
/// line for each harmed thing; anything that cannot be done with `refused WHY`.
final class StoreOrders {
  static final String VERIFY = "verify";
  private static final String BACKUP = "backup ";

  private final Path folder;
  private final RelayStore store;

  /// @param folder of the relay
  StoreOrders(Path folder, RelayStore store) {
    this.folder = folder;
    this.store = store;
  }

  static String backup(Path to) {
    return BACKUP + to.toAbsolutePath();
  }

  /// Obeys what is meant for the store, and leaves everything else to `others`.
  Function<String, List<String>> before(Function<String, List<String>> others) {
    return line -> isMeant(line) ? obey(line) : others.apply(line);
  }

  private static boolean isMeant(String line) {
    return line.equals(VERIFY) || line.startsWith(BACKUP);
  }

  private List<String> obey(String line) {
    try {
      return line.equals(VERIFY) ? verify() : backup(line.substring(BACKUP.length()));
    } catch (InvalidPathException noPath) {
      return List.of(Orders.REFUSED + "this is no name of a folder");
    } catch (IllegalArgumentException refused) {
      return List.of(Orders.REFUSED + refused.getMessage());
    } catch (StoreUnavailableException | UncheckedIOException failed) {
      return List.of(Orders.REFUSED + CannotStart.reason(failed));
    }
  }

  private List<String> backup(String to) {
    BackupReport report = RelayBackup.write(folder, store, Path.of(to));
    return List.of(
        "done %d %d %d".formatted(report.envelopes(), report.unreadable(), report.files()));
  }

  private List<String> verify() {
    Verification found =
        store
            .verify()
            .orElseThrow(() -> new IllegalArgumentException("its store is not on this disk"));
    List<String> lines = new ArrayList<>();
    lines.add("found %d %d %d".formatted(found.envelopes(), found.mailboxes(), found.files()));
    lines.addAll(found.harmed());
    return lines;
  }

  /// The answer of the running relay, or that of its store if no relay runs.
  ///
  /// @throws CannotStart if the folder cannot be used
  static List<String> give(RelayConfig config, String order) {
    Optional<List<String>> answer = ControlSocket.ask(config.folder(), order);
    return answer.orElseGet(() -> straightToTheStore(config, order));
  }

  private static List<String> straightToTheStore(RelayConfig config, String order) {
    if (!Files.isDirectory(config.folder().resolve("store"))) {
      throw new ConfigException(
          "there is no relay in " + config.folder(), "choose its folder with --dir");
    }
    try (RelayFolder _ = RelayFolder.open(config.folder(), new SecureRandom());
        RelayStore store = RelayStores.open(config)) {
      return new StoreOrders(config.folder(), store).obey(order);
    } catch (RuntimeException failed) {
      throw CannotStart.because(config, failed);
    }
  }
}
