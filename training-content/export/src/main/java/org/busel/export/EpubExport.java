package org.busel.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.busel.format.Language;

/// A module as EPUB 3.3, with the metadata of EPUB Accessibility 1.1.
final class EpubExport {
  private static final String STYLE =
      "body{line-height:1.5;margin:1em}table{border-collapse:collapse}"
          + "th,td{border:1px solid #595959;padding:.3em;text-align:start;vertical-align:top}"
          + "img{max-width:100%;height:auto}blockquote{border-inline-start:.25em solid #595959;padding-inline-start:1em}"
          + "pre{white-space:pre-wrap}";

  private final Booklet booklet;
  private final Labels labels;
  private final Fragments fragments;
  private final List<EpubPage> pages = new ArrayList<>();

  EpubExport(Booklet booklet) {
    this.booklet = booklet;
    this.labels = Labels.in(booklet.language());
    this.fragments = new Fragments(booklet);
  }

  Exported write() {
    collect();
    ZipBytes zip = new ZipBytes();
    zip.store("mimetype", "application/epub+zip");
    zip.add(
        "META-INF/container.xml",
        new XmlText()
            .open(
                "container",
                "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container",
                "version", "1.0")
            .open("rootfiles")
            .empty(
                "rootfile",
                "full-path", "EPUB/package.opf",
                "media-type", "application/oebps-package+xml")
            .close()
            .close()
            .done());
    zip.add("EPUB/package.opf", new EpubPackage(booklet, pages, identifier()).text());
    zip.add("EPUB/style.css", STYLE);
    zip.add("EPUB/nav.xhtml", navigation());
    for (EpubPage page : pages) {
      zip.add("EPUB/" + page.file(), page(page.title(), page.language(), page.body()));
    }
    booklet.media().forEach((name, bytes) -> zip.add("EPUB/media/" + name, bytes));
    return new Exported(zip.done(), List.of());
  }

  private void collect() {
    Language language = booklet.language();
    pages.add(new EpubPage("about", booklet.texts().title(), language, fragments.about()));
    for (Booklet.Page lesson : booklet.lessons()) {
      pages.add(
          new EpubPage(
              lesson.item(),
              lesson.title(),
              lesson.language(),
              fragments.lesson(lesson, ".xhtml", "media/")));
    }
    for (Booklet.Questions quiz : booklet.quizzes()) {
      pages.add(
          new EpubPage(quiz.item(), quiz.quiz().title(), language, fragments.questions(quiz)));
    }
    booklet
        .checklist()
        .ifPresent(it ->
            pages.add(new EpubPage("checklist", it.title(), language, fragments.checklist(it))));
    for (Booklet.Questions quiz : booklet.quizzes()) {
      pages.add(
          new EpubPage(
              "answers-" + quiz.item(),
              labels.answers() + ": " + quiz.quiz().title(),
              language,
              fragments.answers(quiz)));
    }
  }

  private String navigation() {
    StringBuilder list = new StringBuilder("<nav epub:type=\"toc\" id=\"toc\"><h2>");
    list.append(Fragments.escaped(labels.contents())).append("</h2><ol>");
    for (EpubPage page : pages) {
      list.append("<li><a href=\"").append(page.file()).append("\">");
      list.append(Fragments.escaped(page.title())).append("</a></li>");
    }
    return page(booklet.texts().title(), booklet.language(), list.append("</ol></nav>").toString());
  }

  private static String page(String title, Language language, String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
        + "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\""
        + language + "\" xml:lang=\"" + language + "\" dir=\"" + Fragments.direction(language) + "\"><head><title>"
        + Fragments.escaped(title)
        + "</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head><body><h1>"
        + Fragments.escaped(title) + "</h1>" + body + "</body></html>";
  }

  // The same module, version and language is the same book.
  private String identifier() {
    String name = booklet.module().text() + "/" + booklet.version() + "/" + booklet.language();
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
