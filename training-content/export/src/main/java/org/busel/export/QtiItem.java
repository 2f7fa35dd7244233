package org.busel.export;

import java.util.List;
import java.util.stream.IntStream;
import org.busel.format.AnswerKey;
import org.busel.format.Language;
import org.busel.format.Question;
import org.busel.format.Right;

/// A question as a QTI 3.0 item. Which interaction stands for which kind is decided here and nowhere else.
final class QtiItem {
  static final String NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
  private static final String TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/";
  private static final String[] RESPONSE = {"response-identifier", "RESPONSE"};

  private final Question question;
  private final AnswerKey.Open key;
  private final List<String> lost;
  private final XmlText xml = new XmlText();

  /// @param lost takes a line for what QTI cannot hold
  QtiItem(Question question, Language language, List<String> lost) {
    if (!(question.key() instanceof AnswerKey.Open open)) {
      throw new IllegalArgumentException("locked answers cannot leave");
    }
    this.question = question;
    this.key = open;
    this.lost = lost;
    xml.open(
        "qti-assessment-item",
        "xmlns", NAMESPACE,
        "identifier", question.id(),
        "title", question.id(),
        "xml:lang", language.code(),
        "time-dependent", "false",
        "adaptive", "false");
  }

  String text() {
    switch (key.right()) {
      case Right.Options right -> {
        boolean one = question.kind().equals(Question.CHOICE);
        declare(one ? "single" : "multiple", "identifier", right.numbers().stream().map(it -> "A" + it).toList());
        choice(one);
        processing("match_correct");
      }
      case Right.AsListed right -> {
        declare("ordered", "identifier", identifiers("A", right.count()));
        body("qti-order-interaction", "shuffle", "true");
        options();
        xml.close().close();
        processing("match_correct");
      }
      case Right.Paired right -> {
        declare("multiple", "directedPair", pairs(right.count()));
        matches();
        processing("match_correct");
      }
      case Right.Near near -> {
        declare("single", "float", List.of(near.number().toPlainString()));
        entry();
        tolerance(near);
      }
      case Right.Texts texts -> {
        mapped(texts.written());
        entry();
        processing("map_response");
      }
      case Right.Anything _ -> {
        xml.empty(
            "qti-response-declaration",
            "identifier", "RESPONSE",
            "cardinality", "single",
            "base-type", "string");
        xml.open("qti-item-body").leaf("p", question.text());
        xml.empty("qti-extended-text-interaction", RESPONSE).close();
      }
    }
    if (!key.told().isEmpty() || key.explanation().isPresent()) {
      lost.add("question " + question.id() + ": what is said after answering");
    }
    return xml.close().done();
  }

  private void declare(String cardinality, String type, List<String> right) {
    xml.open(
            "qti-response-declaration",
            "identifier", "RESPONSE",
            "cardinality", cardinality,
            "base-type", type)
        .open("qti-correct-response");
    right.forEach(it -> xml.leaf("qti-value", it));
    xml.close().close();
    score();
  }

  private void score() {
    xml.empty(
        "qti-outcome-declaration",
        "identifier", "SCORE",
        "cardinality", "single",
        "base-type", "float");
  }

  private void mapped(List<String> accepted) {
    xml.open(
            "qti-response-declaration",
            "identifier", "RESPONSE",
            "cardinality", "single",
            "base-type", "string")
        .open("qti-correct-response")
        .leaf("qti-value", accepted.getFirst())
        .close()
        .open("qti-mapping", "default-value", "0");
    accepted.forEach(it ->
        xml.empty(
            "qti-map-entry", "map-key", it, "mapped-value", "1", "case-sensitive", "false"));
    xml.close().close();
    score();
  }

  private void choice(boolean one) {
    body(
        "qti-choice-interaction",
        "shuffle", String.valueOf(!question.fixed()),
        "min-choices", "1",
        "max-choices", one ? "1" : "0");
    options();
    xml.close().close();
  }

  private void options() {
    for (int i = 0; i < question.options().size(); i++) {
      xml.leaf("qti-simple-choice", question.options().get(i), "identifier", "A" + i);
    }
  }

  private void matches() {
    body("qti-match-interaction", "shuffle", "true", "max-associations", "0");
    xml.open("qti-simple-match-set");
    for (int i = 0; i < question.options().size(); i++) {
      associable(question.options().get(i), "A" + i);
    }
    xml.close().open("qti-simple-match-set");
    for (int i = 0; i < question.matches().size(); i++) {
      associable(question.matches().get(i), "B" + i);
    }
    xml.close().close().close();
  }

  private void associable(String text, String identifier) {
    xml.leaf(
        "qti-simple-associable-choice", text, "identifier", identifier, "match-max", "1");
  }

  private void body(String interaction, String... attributes) {
    String[] all = new String[attributes.length + RESPONSE.length];
    System.arraycopy(RESPONSE, 0, all, 0, RESPONSE.length);
    System.arraycopy(attributes, 0, all, RESPONSE.length, attributes.length);
    xml.open("qti-item-body").open(interaction, all).leaf("qti-prompt", question.text());
  }

  private void entry() {
    xml.open("qti-item-body").leaf("p", question.text()).open("p");
    xml.empty("qti-text-entry-interaction", RESPONSE);
    question.unit().ifPresent(it -> xml.text(" " + it));
    xml.close().close();
  }

  private void tolerance(Right.Near near) {
    String tolerance = near.tolerance().toPlainString();
    xml.open("qti-response-processing")
        .open("qti-response-condition")
        .open("qti-response-if")
        .open("qti-equal", "tolerance-mode", "absolute", "tolerance", tolerance + " " + tolerance)
        .empty("qti-variable", "identifier", "RESPONSE")
        .empty("qti-correct", "identifier", "RESPONSE")
        .close()
        .open("qti-set-outcome-value", "identifier", "SCORE")
        .leaf("qti-base-value", "1", "base-type", "float")
        .close()
        .close()
        .close()
        .close();
  }

  private void processing(String template) {
    xml.empty("qti-response-processing", "template", TEMPLATES + template);
  }

  private static List<String> identifiers(String letter, int count) {
    return IntStream.range(0, count).mapToObj(it -> letter + it).toList();
  }

  private static List<String> pairs(int count) {
    return IntStream.range(0, count).mapToObj(it -> "A" + it + " B" + it).toList();
  }
}
