package org.busel.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/// A module as one HTML page that holds everything and fetches nothing: for a browser without a network, and for paper.
final class HandoutExport {
  private static final String STYLE =
      "body{font:1.06rem/1.5 Georgia,serif;max-width:40rem;margin:1rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
          + "a{color:#0b4a8f}table{border-collapse:collapse;display:block;overflow-x:auto}"
          + "th,td{border:1px solid #595959;padding:.3rem;text-align:start;vertical-align:top}"
          + "img{max-width:100%;height:auto}blockquote{border-inline-start:.25rem solid #595959;"
          + "margin-inline-start:0;padding-inline-start:1rem}pre{white-space:pre-wrap}"
          + "@media print{section{break-before:page}nav{break-before:auto}a{color:inherit}}";

  private final Booklet booklet;
  private final Labels labels;
  private final Fragments fragments;
  private final List<String> lost = new ArrayList<>();

  HandoutExport(Booklet booklet) {
    this.booklet = booklet;
    this.labels = Labels.in(booklet.language());
    this.fragments = new Fragments(booklet);
  }

  Exported write() {
    Document page = Document.createShell("");
    page.outputSettings().prettyPrint(false);
    Element root = page.expectFirst("html");
    root.attr("lang", booklet.language().code());
    root.attr("dir", Fragments.direction(booklet.language()));
    page.prependChild(new DocumentType("html", "", ""));
    Element head = page.head();
    head.appendElement("meta").attr("charset", "utf-8");
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    head.appendElement("title").text(booklet.texts().title());
    head.appendElement("style").appendChild(new DataNode(STYLE));
    Element main = page.body().appendElement("main");
    main.appendElement("h1").text(booklet.texts().title());
    main.append(fragments.about());
    contents(main);
    sections(main);
    pictures(main);
    return new Exported(page.outerHtml().getBytes(StandardCharsets.UTF_8), lost);
  }

  private void contents(Element main) {
    Element nav = main.appendElement("nav").attr("aria-label", labels.contents());
    nav.appendElement("h2").text(labels.contents());
    Element list = nav.appendElement("ol");
    booklet.lessons().forEach(it -> link(list, it.item(), it.title()));
    booklet.quizzes().forEach(it -> link(list, it.item(), it.quiz().title()));
    booklet.checklist().ifPresent(it -> link(list, "checklist", it.title()));
  }

  private static void link(Element list, String target, String title) {
    list.appendElement("li").appendElement("a").attr("href", "#" + target).text(title);
  }

  private void sections(Element main) {
    for (Booklet.Page lesson : booklet.lessons()) {
      Element section = section(main, lesson.item(), lesson.title());
      section.attr("lang", lesson.language().code());
      Element body =
          Jsoup.parseBodyFragment(fragments.lesson(lesson, "", "media/")).body();
      // On one page a heading's anchor could stand twice, and every level moves down by one.
      for (Element heading : body.select("h2,h3,h4,h5")) {
        heading.removeAttr("id").tagName("h" + (heading.tagName().charAt(1) - '0' + 1));
      }
      section.append(body.html());
    }
    for (Booklet.Questions quiz : booklet.quizzes()) {
      section(main, quiz.item(), quiz.quiz().title()).append(fragments.questions(quiz));
    }
    booklet
        .checklist()
        .ifPresent(it ->
            section(main, "checklist", it.title()).append(fragments.checklist(it)));
    for (Booklet.Questions quiz : booklet.quizzes()) {
      section(main, "answers-" + quiz.item(), labels.answers() + ": " + quiz.quiz().title())
          .append(fragments.answers(quiz));
    }
  }

  private static Element section(Element main, String id, String title) {
    Element section = main.appendElement("section").attr("id", id);
    section.appendElement("h2").text(title);
    return section;
  }

  private void pictures(Element main) {
    for (Map.Entry<String, byte[]> one : booklet.media().entrySet()) {
      String type = EpubPackage.type(one.getKey());
      if (!type.startsWith("image/")) {
        lost.add("media " + one.getKey() + ": sound and film do not fit on a page");
      }
      String data = "data:" + type + ";base64," + Base64.getEncoder().encodeToString(one.getValue());
      main.select("img[src=media/" + one.getKey() + "]").attr("src", data);
    }
  }
}
