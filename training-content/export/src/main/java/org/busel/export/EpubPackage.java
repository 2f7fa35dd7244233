package org.busel.export;

import java.util.List;
import java.util.Map;

/// The package document of an EPUB: what it is, what is in it, in which order it is read. EPUB 3.3, section 5.
final class EpubPackage {
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "webp", "image/webp",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg; codecs=opus",
          "m4a", "audio/mp4",
          "mp4", "video/mp4",
          "webm", "video/webm",
          "vtt", "text/vtt");

  private final Booklet booklet;
  private final List<EpubPage> pages;
  private final String identifier;

  EpubPackage(Booklet booklet, List<EpubPage> pages, String identifier) {
    this.booklet = booklet;
    this.pages = List.copyOf(pages);
    this.identifier = identifier;
  }

  String text() {
    XmlText xml =
        new XmlText()
            .open(
                "package",
                "xmlns", "http://www.idpf.org/2007/opf",
                "version", "3.0",
                "unique-identifier", "id",
                "xml:lang", booklet.language().code(),
                "dir", Fragments.direction(booklet.language()));
    metadata(xml);
    manifest(xml);
    xml.open(
        "spine", "page-progression-direction", Fragments.direction(booklet.language()));
    pages.forEach(page -> xml.empty("itemref", "idref", page.name()));
    return xml.close().close().done();
  }

  private void metadata(XmlText xml) {
    xml.open("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .leaf("dc:identifier", identifier, "id", "id")
        .leaf("dc:title", booklet.texts().title())
        .leaf("dc:language", booklet.language().code());
    booklet.review().authors().forEach(it -> xml.leaf("dc:creator", it));
    booklet.review().reviewers().forEach(it -> xml.leaf("dc:contributor", it));
    booklet.texts().summary().ifPresent(it -> xml.leaf("dc:description", it));
    xml.leaf("dc:rights", booklet.about().terms().licence());
    // A module says in which version it is and not when that was written.
    meta(xml, "dcterms:modified", "1980-01-01T00:00:00Z");
    meta(xml, "schema:accessMode", "textual");
    if (!booklet.media().isEmpty()) {
      meta(xml, "schema:accessMode", "visual");
      meta(xml, "schema:accessibilityFeature", "alternativeText");
    }
    meta(xml, "schema:accessModeSufficient", "textual");
    meta(xml, "schema:accessibilityFeature", "tableOfContents");
    meta(xml, "schema:accessibilityFeature", "readingOrder");
    meta(xml, "schema:accessibilityFeature", "structuralNavigation");
    meta(xml, "schema:accessibilityHazard", "none");
    meta(
        xml,
        "schema:accessibilitySummary",
        "Text with headings in order; every picture is described; nothing moves, sounds or blinks by itself.");
    xml.close();
  }

  private static void meta(XmlText xml, String property, String value) {
    xml.leaf("meta", value, "property", property);
  }

  private void manifest(XmlText xml) {
    xml.open("manifest")
        .empty(
            "item",
            "id", "nav",
            "href", "nav.xhtml",
            "media-type", "application/xhtml+xml",
            "properties", "nav")
        .empty("item", "id", "style", "href", "style.css", "media-type", "text/css");
    for (EpubPage page : pages) {
      xml.empty(
          "item", "id", page.name(), "href", page.file(), "media-type", "application/xhtml+xml");
    }
    for (String name : booklet.media().keySet()) {
      xml.empty(
          "item",
          "id", "media-" + name,
          "href", "media/" + name,
          "media-type", type(name));
    }
    xml.close();
  }

  static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }
}
