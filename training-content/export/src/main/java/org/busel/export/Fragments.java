package org.busel.export;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.busel.format.Checklist;
import org.busel.format.Language;
import org.busel.format.Question;
import org.busel.format.Support;
import org.busel.format.Texts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/// Pieces of pages, as XHTML that any XML parser reads.
final class Fragments {
  private static final Pattern NEIGHBOUR = Pattern.compile("(lesson-[a-z0-9-]+)\\.html(#.*)?");
  private static final String MEDIA = "../media/";
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur", "ps", "yi", "dv");

  private final Booklet booklet;
  private final Labels labels;

  Fragments(Booklet booklet) {
    this.booklet = booklet;
    this.labels = Labels.in(booklet.language());
  }

  /// Text as the content of an element.
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// How a language is written: `ltr` or `rtl`.
  static String direction(Language language) {
    String first = language.code().split("-", 2)[0];
    return RIGHT_TO_LEFT.contains(first.toLowerCase(Locale.ROOT)) ? "rtl" : "ltr";
  }

  /// A lesson. Links to neighbours get `ending`, or point into the same page if it is empty; media lie in `media`.
  String lesson(Booklet.Page page, String ending, String media) {
    Document document = empty();
    Element body = document.body().html(page.html());
    for (Element link : body.select("a[href]")) {
      var neighbour = NEIGHBOUR.matcher(link.attr("href"));
      if (neighbour.matches()) {
        String heading = neighbour.group(2) == null ? "" : neighbour.group(2);
        link.attr(
            "href", ending.isEmpty() ? "#" + neighbour.group(1) : neighbour.group(1) + ending + heading);
      }
    }
    for (Element picture : body.select("img[src^=" + MEDIA + "]")) {
      picture.attr("src", media + picture.attr("src").substring(MEDIA.length()));
    }
    for (Element cell : body.select("[align]")) {
      cell.attr("style", "text-align:" + cell.attr("align")).removeAttr("align");
    }
    return body.html();
  }

  /// Title, what it is about, what may distress, where to find help, and that this is a copy.
  String about() {
    Element body = empty().body();
    Texts texts = booklet.texts();
    texts.summary().ifPresent(it -> body.appendElement("p").text(it));
    list(body, labels.objectives(), texts.objectives());
    list(body, labels.warnings(), texts.contentWarnings());
    if (!booklet.about().support().isEmpty()) {
      body.appendElement("h2").text(labels.help());
      Element help = body.appendElement("ul");
      for (Support support : booklet.about().support()) {
        Element line = help.appendElement("li").text(support.name() + ": ");
        line.appendElement("a").attr("href", support.contact()).text(support.contact());
      }
    }
    body.appendElement("h2").text(labels.about());
    body.appendElement("p").text(labels.leaves());
    body.appendElement("p")
        .text(
            booklet.module().text()
                + " " + booklet.version()
                + " · " + String.join(", ", booklet.review().authors())
                + " · " + String.join(", ", booklet.review().reviewers())
                + " · ≤ " + booklet.review().until()
                + " · " + booklet.about().terms().licence());
    return body.html();
  }

  /// The questions of a quiz, without their answers.
  String questions(Booklet.Questions quiz) {
    Element list = empty().body().appendElement("ol");
    for (Question question : quiz.quiz().questions()) {
      Element item = list.appendElement("li");
      item.appendElement("p").text(question.text());
      if (!question.options().isEmpty()) {
        Element options = item.appendElement("ol").attr("type", "a");
        shown(question).forEach(it -> options.appendElement("li").text(it));
      }
      if (!question.matches().isEmpty()) {
        Element matches = item.appendElement("ul");
        question.matches().stream().sorted().forEach(it -> matches.appendElement("li").text(it));
      }
    }
    return list.outerHtml();
  }

  /// What is right in a quiz, and why.
  String answers(Booklet.Questions quiz) {
    Element list = empty().body().appendElement("ol");
    for (Question question : quiz.quiz().questions()) {
      Element item = list.appendElement("li");
      item.appendElement("p").text(question.text());
      Answers.lines(question).forEach(it -> item.appendElement("p").text(it));
    }
    return list.outerHtml();
  }

  String checklist(Checklist checklist) {
    Element list = empty().body().appendElement("ul");
    for (Checklist.Step step : checklist.steps()) {
      Element item = list.appendElement("li");
      item.appendElement("p").text("☐ " + step.text());
      step.why().ifPresent(it -> item.appendElement("p").text(it));
    }
    return list.outerHtml();
  }

  // What has to be put in order would give itself away.
  private static List<String> shown(Question question) {
    return question.kind().equals(Question.ORDER)
        ? question.options().stream().sorted().toList()
        : question.options();
  }

  private static void list(Element body, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      body.appendElement("h2").text(title);
      Element list = body.appendElement("ul");
      lines.forEach(it -> list.appendElement("li").text(it));
    }
  }

  private static Document empty() {
    Document document = Jsoup.parseBodyFragment("");
    document
        .outputSettings()
        .syntax(Document.OutputSettings.Syntax.xml)
        .escapeMode(Entities.EscapeMode.xhtml)
        .prettyPrint(false);
    return document;
  }
}
