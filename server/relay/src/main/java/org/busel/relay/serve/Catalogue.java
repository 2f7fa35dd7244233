package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.format.Curriculum;
import org.busel.format.Known;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.Role;
import org.busel.format.TargetsDocument;
import org.busel.format.TrustSet;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;

/// Keeps the list of modules at what the trust chain vouches for: what was taken back, or whose signers lost their say, goes
/// out of it, and what they vouch for is in it. Calls block on the store.
final class Catalogue {
  private final CatalogStore catalog;
  private final BlobStore blobs;

  Catalogue(CatalogStore catalog, BlobStore blobs) {
    this.catalog = catalog;
    this.blobs = blobs;
  }

  /// Makes the list what `trusted` says.
  void follow(TrustSet trusted) {
    Set<String> vouched = new TreeSet<>();
    for (ModuleId module : listed(trusted)) {
      verified(trusted, module).ifPresent(entry -> {
        vouched.add(entry.module());
        admit(entry);
      });
    }
    for (CatalogEntry entry : catalog.list()) {
      if (!vouched.contains(entry.module())) {
        catalog.withdraw(entry.module());
      }
    }
  }

  private void admit(CatalogEntry entry) {
    if (catalog.admit(entry) instanceof AdmitOutcome.NotNewer) {
      // Another role's version counts from now on, and it is lower.
      catalog.withdraw(entry.module());
      var _ = catalog.admit(entry);
    }
  }

  private static Set<ModuleId> listed(TrustSet trusted) {
    Set<ModuleId> modules = new TreeSet<>();
    for (Role role :
        trusted
            .curriculum()
            .map(TrustedCurriculum::curriculum)
            .map(Curriculum::roles)
            .orElse(List.of())) {
      trusted
          .onHand(role.name())
          .ifPresent(document ->
              document
                  .targets()
                  .keySet()
                  .forEach(path -> ModuleId.delegated(path).ifPresent(modules::add)));
    }
    return modules;
  }

  private Optional<CatalogEntry> verified(TrustSet trusted, ModuleId module) {
    for (Role role : trusted.curriculum().orElseThrow().curriculum().rolesFor(module)) {
      Optional<TargetsDocument.Target> target =
          trusted.onHand(role.name()).map(it -> it.targets().get(module.delegatedPath()));
      if (target.isPresent()) {
        BlobId id = new BlobId(target.get().sha256().hex());
        Optional<ByteString> bytes = blobs.get(id);
        return bytes.isPresent()
                && Verification.module(
                        trusted, module, bytes.get().toByteArray(), Known.NOTHING)
                    instanceof ModuleVerdict.Verified verified
            ? Optional.of(entry(verified.manifest(), id))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static CatalogEntry entry(Manifest manifest, BlobId id) {
    Map<String, String> titles = new HashMap<>();
    Map<String, String> summaries = new HashMap<>();
    manifest
        .about()
        .texts()
        .forEach((language, texts) -> {
          titles.put(language.code(), texts.title());
          texts.summary().ifPresent(summary -> summaries.put(language.code(), summary));
        });
    return new CatalogEntry(
        manifest.module().text(),
        manifest.version(),
        id,
        titles,
        summaries,
        manifest.about().languages().stream().map(language -> language.code()).toList(),
        manifest.about().effort().level(),
        manifest.about().effort().minutes(),
        manifest.totalBytes(),
        Optional.of(manifest.review().until()));
  }
}
