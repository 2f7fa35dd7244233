package org.busel.export;

import java.util.ArrayList;
import java.util.List;

/// A module as Common Cartridge 1.3: lessons and checklist as web content, quizzes as assessments.
final class CartridgeExport {
  private static final String NAMESPACE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1";
  private static final String LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest";

  private final Booklet booklet;
  private final Labels labels;
  private final Fragments fragments;
  private final ZipBytes zip = new ZipBytes();
  private final List<Resource> resources = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  CartridgeExport(Booklet booklet) {
    this.booklet = booklet;
    this.labels = Labels.in(booklet.language());
    this.fragments = new Fragments(booklet);
  }

  /// @param name of the item and of its folder
  /// @param type as the cartridge calls it
  private record Resource(String name, String title, String type, String file) {}

  Exported write() {
    page("about", labels.about(), booklet.language().code(), fragments.about());
    for (Booklet.Page lesson : booklet.lessons()) {
      String html = fragments.lesson(lesson, ".html", "media/");
      page(lesson.item(), lesson.title(), lesson.language().code(), html);
    }
    booklet
        .checklist()
        .ifPresent(it ->
            page("checklist", it.title(), booklet.language().code(), fragments.checklist(it)));
    for (Booklet.Questions quiz : booklet.quizzes()) {
      String file = "quizzes/" + quiz.item() + ".xml";
      zip.add(file, new CartridgeQuiz(quiz, booklet.language(), lost).text());
      resources.add(
          new Resource(
              quiz.item(),
              quiz.quiz().title(),
              "imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
              file));
    }
    booklet.media().forEach((name, bytes) -> zip.add("pages/media/" + name, bytes));
    zip.add("imsmanifest.xml", manifest());
    return new Exported(zip.done(), lost);
  }

  private void page(String name, String title, String language, String body) {
    String file = "pages/" + name + ".html";
    zip.add(
        file,
        "<!DOCTYPE html>\n<html lang=\"" + language + "\" dir=\""
            + Fragments.direction(booklet.language())
            + "\"><head><meta charset=\"utf-8\"/><title>" + Fragments.escaped(title) + "</title></head><body><h1>"
            + Fragments.escaped(title) + "</h1>" + body + "</body></html>");
    resources.add(new Resource(name, title, "webcontent", file));
  }

  private String manifest() {
    XmlText xml =
        new XmlText()
            .open(
                "manifest",
                "identifier", "busel-" + booklet.module(),
                "xmlns", NAMESPACE,
                "xmlns:lomimscc", LOM)
            .open("metadata")
            .leaf("schema", "IMS Common Cartridge")
            .leaf("schemaversion", "1.3.0")
            .open("lomimscc:lom")
            .open("lomimscc:general")
            .open("lomimscc:title")
            .leaf(
                "lomimscc:string",
                booklet.texts().title(),
                "language", booklet.language().code())
            .close()
            .close()
            .close()
            .close();
    xml.open("organizations")
        .open("organization", "identifier", "organization", "structure", "rooted-hierarchy")
        .open("item", "identifier", "root")
        .open("item", "identifier", "module")
        .leaf("title", booklet.texts().title());
    for (Resource resource : resources) {
      xml.open("item", "identifier", "i-" + resource.name(), "identifierref", "r-" + resource.name())
          .leaf("title", resource.title())
          .close();
    }
    xml.close().close().close().close().open("resources");
    for (Resource resource : resources) {
      boolean web = resource.type().equals("webcontent");
      if (web) {
        xml.open(
            "resource",
            "identifier", "r-" + resource.name(),
            "type", resource.type(),
            "href", resource.file());
      } else {
        xml.open("resource", "identifier", "r-" + resource.name(), "type", resource.type());
      }
      xml.empty("file", "href", resource.file()).close();
    }
    for (String name : booklet.media().keySet()) {
      String file = "pages/media/" + name;
      xml.open(
              "resource", "identifier", "m-" + name, "type", "webcontent", "href", file)
          .empty("file", "href", file)
          .close();
    }
    return xml.close().close().done();
  }
}
