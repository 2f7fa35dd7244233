package org.busel.export;

import java.util.ArrayList;
import java.util.List;
import org.busel.format.AnswerKey;
import org.busel.format.Question;

/// The quizzes of a module as a QTI 3.0 package: an item for each question, a test for each quiz.
final class QtiExport {
  private static final String PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
  private final Booklet booklet;
  private final List<String> lost = new ArrayList<>();

  QtiExport(Booklet booklet) {
    this.booklet = booklet;
  }

  Exported write() {
    ZipBytes zip = new ZipBytes();
    XmlText manifest =
        new XmlText()
            .open("manifest", "xmlns", PACKAGE, "identifier", "busel-" + booklet.module())
            .open("metadata")
            .leaf("schema", "QTI Package")
            .leaf("schemaversion", "3.0.1")
            .close()
            .empty("organizations")
            .open("resources");
    for (Booklet.Questions quiz : booklet.quizzes()) {
      List<Question> asked = quiz.quiz().questions().stream().filter(this::canBeAsked).toList();
      for (Question question : asked) {
        String file = file(quiz, question);
        zip.add(file, new QtiItem(question, booklet.language(), lost).text());
        manifest
            .open(
                "resource",
                "identifier", id(quiz, question),
                "type", "imsqti_item_xmlv3p0",
                "href", file)
            .empty("file", "href", file)
            .close();
      }
      test(zip, manifest, quiz, asked);
    }
    zip.add("imsmanifest.xml", manifest.close().close().done());
    return new Exported(zip.done(), lost);
  }

  private void test(ZipBytes zip, XmlText manifest, Booklet.Questions quiz, List<Question> asked) {
    String file = quiz.item() + "/test.xml";
    XmlText test =
        new XmlText()
            .open(
                "qti-assessment-test",
                "xmlns", QtiItem.NAMESPACE,
                "identifier", quiz.item(),
                "title", quiz.quiz().title(),
                "xml:lang", booklet.language().code())
            .open(
                "qti-test-part",
                "identifier", "part",
                "navigation-mode", "nonlinear",
                "submission-mode", "individual")
            .open(
                "qti-assessment-section",
                "identifier", "section",
                "title", quiz.quiz().title(),
                "visible", "true");
    if (quiz.quiz().shuffle().questions()) {
      test.empty("qti-ordering", "shuffle", "true");
    }
    manifest
        .open("resource", "identifier", quiz.item(), "type", "imsqti_test_xmlv3p0", "href", file)
        .empty("file", "href", file);
    for (Question question : asked) {
      test.empty(
          "qti-assessment-item-ref",
          "identifier", id(quiz, question),
          "href", question.id() + ".xml");
      manifest.empty("dependency", "identifierref", id(quiz, question));
    }
    manifest.close();
    zip.add(file, test.done());
    lost.add(
        "quiz " + quiz.item() + ": the pass mark of " + quiz.quiz().passPercent() + " per cent");
  }

  private boolean canBeAsked(Question question) {
    if (question.key() instanceof AnswerKey.Locked) {
      lost.add(Answers.locked(question));
      return false;
    }
    if (!question.known()) {
      lost.add("question " + question.id() + ": its kind is not known");
      return false;
    }
    return true;
  }

  private static String file(Booklet.Questions quiz, Question question) {
    return quiz.item() + "/" + question.id() + ".xml";
  }

  private static String id(Booklet.Questions quiz, Question question) {
    return quiz.item() + "-" + question.id();
  }
}
