package org.busel.store.mongodb;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;

/// How an entry of the catalogue stands in a document.
///
/// Texts by language are a list and not a document, because a language code is no safe name for a field.
final class EntryDocument {
  static final String VERSION = "version";
  private static final String MANIFEST = "manifest";
  private static final String VERSIONS = "versions";

  private EntryDocument() {}

  static Document of(CatalogEntry entry) {
    Document document =
        new Document("_id", entry.module())
            .append(VERSION, entry.version())
            .append(MANIFEST, entry.manifest().hex())
            .append("titles", texts(entry.titles()))
            .append("summaries", texts(entry.summaries()))
            .append("languages", entry.languages())
            .append("level", entry.level())
            .append("minutes", entry.minutes())
            .append("totalBytes", entry.totalBytes());
    entry.reviewedUntil().ifPresent(day -> document.append("reviewedUntil", day.toString()));
    return document;
  }

  static CatalogEntry entry(Document document) {
    return new CatalogEntry(
        document.getString("_id"),
        version(document),
        new BlobId(document.getString(MANIFEST)),
        texts(document, "titles"),
        texts(document, "summaries"),
        document.getList("languages", String.class),
        document.getString("level"),
        document.getInteger("minutes"),
        document.getLong("totalBytes"),
        Optional.ofNullable(document.getString("reviewedUntil")).map(LocalDate::parse));
  }

  /// What a newer version of a signed document changes in its document.
  static Document change(TrustDocument offered) {
    Document version =
        new Document(VERSION, offered.version()).append(MANIFEST, offered.document().hex());
    return new Document("$set", version)
        .append(
            "$push",
            new Document(
                VERSIONS,
                new Document("$each", List.of(version))
                    .append("$slice", -CatalogStore.KEPT_VERSIONS)));
  }

  static TrustDocument newest(Document document) {
    return new TrustDocument(
        document.getString("_id"),
        version(document),
        new BlobId(document.getString(MANIFEST)));
  }

  static Optional<TrustDocument> numbered(Document document, int version) {
    return document.getList(VERSIONS, Document.class).stream()
        .filter(it -> version(it) == version)
        .findFirst()
        .map(it ->
            new TrustDocument(
                document.getString("_id"), version, new BlobId(it.getString(MANIFEST))));
  }

  static int version(Document document) {
    return document.getInteger(VERSION);
  }

  static boolean isManifest(Document document, BlobId id) {
    return document.getString(MANIFEST).equals(id.hex());
  }

  private static List<Document> texts(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> new Document("language", text.getKey()).append("text", text.getValue()))
        .toList();
  }

  private static Map<String, String> texts(Document document, String field) {
    Map<String, String> texts = new HashMap<>();
    for (Document text : document.getList(field, Document.class)) {
      texts.put(text.getString("language"), text.getString("text"));
    }
    return texts;
  }
}
