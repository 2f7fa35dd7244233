package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.format.About;
import org.busel.format.CourseListing;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;

/// What was admitted, for whoever asks. Safe for many threads; every call blocks on the store and may throw
/// [org.busel.store.StoreUnavailableException].
final class Shelf {
  private final CatalogStore catalog;
  private final BlobStore blobs;

  Shelf(CatalogStore catalog, BlobStore blobs) {
    this.catalog = catalog;
    this.blobs = blobs;
  }

  /// The unsigned list of modules.
  CourseListing listing() {
    List<CourseListing.Entry> entries = new ArrayList<>();
    catalog.list().forEach(entry -> entry(entry).ifPresent(entries::add));
    return new CourseListing(entries);
  }

  /// Where the current manifest of a module lies.
  Optional<BlobId> manifest(ModuleId module) {
    return catalog.find(module.text()).map(CatalogEntry::manifest);
  }

  /// The current manifest of a module, read.
  Optional<Manifest> module(ModuleId module) {
    return manifest(module)
        .flatMap(this::bytes)
        .flatMap(bytes ->
            Manifest.read(bytes.toByteArray()) instanceof Manifest.Reading.Read(Manifest manifest)
                ? Optional.of(manifest)
                : Optional.empty());
  }

  /// Any blob.
  Optional<ByteString> bytes(BlobId id) {
    return blobs.get(id);
  }

  private static Optional<CourseListing.Entry> entry(CatalogEntry entry) {
    Map<Language, CourseListing.Headline> texts = new TreeMap<>();
    List<Language> languages =
        entry.languages().stream().map(Language::parse).flatMap(Optional::stream).toList();
    for (Language language : languages) {
      String title = entry.titles().get(language.code());
      if (title != null) {
        texts.put(
            language,
            new CourseListing.Headline(
                title, Optional.ofNullable(entry.summaries().get(language.code()))));
      }
    }
    return texts.size() == languages.size() && !languages.isEmpty()
        ? Optional.of(
            new CourseListing.Entry(
                new ModuleId(entry.module()),
                entry.version(),
                languages,
                texts,
                new About.Effort(entry.level(), entry.minutes()),
                entry.totalBytes()))
        : Optional.empty();
  }
}
