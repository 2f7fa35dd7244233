package org.busel.export;

import java.util.List;
import java.util.SortedSet;
import org.busel.format.AnswerKey;
import org.busel.format.Language;
import org.busel.format.Question;
import org.busel.format.Right;

/// A quiz in the profile of QTI 1.2.1 that Common Cartridge has: choice, multiple, short text, essay. Other kinds are left
/// out, and said.
final class CartridgeQuiz {
  private final Booklet.Questions quiz;
  private final Language language;
  private final List<String> lost;
  private final XmlText xml = new XmlText();

  /// @param lost takes a line for what the cartridge cannot hold
  CartridgeQuiz(Booklet.Questions quiz, Language language, List<String> lost) {
    this.quiz = quiz;
    this.language = language;
    this.lost = lost;
  }

  String text() {
    xml.open("questestinterop", "xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2")
        .open(
            "assessment",
            "ident", quiz.item(),
            "title", quiz.quiz().title(),
            "xml:lang", language.code());
    metadata("cc_profile", "cc.exam.v0p1", "qmd_assessmenttype", "Examination");
    xml.open("section", "ident", "root_section");
    quiz.quiz().questions().forEach(this::question);
    return xml.close().close().close().done();
  }

  private void question(Question question) {
    if (!(question.key() instanceof AnswerKey.Open open)) {
      lost.add(Answers.locked(question));
      return;
    }
    switch (open.right()) {
      case Right.Options right -> choice(question, right.numbers());
      case Right.Texts texts -> typed(question, texts.written());
      case Right.Anything _ when question.known() -> essay(question);
      case Right.AsListed _, Right.Paired _, Right.Near _, Right.Anything _ ->
          lost.add(
              "question " + question.id() + ": a cartridge has no question of the kind " + question.kind());
    }
  }

  private void choice(Question question, SortedSet<Integer> right) {
    boolean one = question.kind().equals(Question.CHOICE);
    item(question, one ? "cc.multiple_choice.v0p1" : "cc.multiple_response.v0p1");
    xml.open("response_lid", "ident", "r", "rcardinality", one ? "Single" : "Multiple")
        .open("render_choice");
    for (int i = 0; i < question.options().size(); i++) {
      xml.open("response_label", "ident", "A" + i);
      material(question.options().get(i));
      xml.close();
    }
    xml.close().close().close();
    scored();
    if (one) {
      xml.leaf("varequal", "A" + right.first(), "respident", "r");
    } else {
      xml.open("and");
      for (int i = 0; i < question.options().size(); i++) {
        if (right.contains(i)) {
          xml.leaf("varequal", "A" + i, "respident", "r");
        } else {
          xml.open("not").leaf("varequal", "A" + i, "respident", "r").close();
        }
      }
      xml.close();
    }
    full();
    xml.close().close();
  }

  private void typed(Question question, List<String> accepted) {
    item(question, "cc.fib.v0p1");
    xml.open("response_str", "ident", "r", "rcardinality", "Single")
        .empty("render_fib", "prompt", "Box")
        .close()
        .close();
    scored();
    for (int i = 0; i < accepted.size(); i++) {
      if (i > 0) {
        xml.open("respcondition", "continue", "No").open("conditionvar");
      }
      xml.leaf("varequal", accepted.get(i), "respident", "r", "case", "No");
      full();
    }
    xml.close().close();
  }

  private void essay(Question question) {
    item(question, "cc.essay.v0p1");
    xml.open("response_str", "ident", "r", "rcardinality", "Single")
        .empty("render_fib", "prompt", "Box")
        .close()
        .close()
        .close();
  }

  private void item(Question question, String profile) {
    xml.open("item", "ident", question.id()).open("itemmetadata");
    metadata("cc_profile", profile);
    xml.close().open("presentation");
    material(question.text());
  }

  private void material(String text) {
    xml.open("material").leaf("mattext", text, "texttype", "text/plain").close();
  }

  private void metadata(String... labelsAndEntries) {
    xml.open("qtimetadata");
    for (int i = 0; i < labelsAndEntries.length; i += 2) {
      xml.open("qtimetadatafield")
          .leaf("fieldlabel", labelsAndEntries[i])
          .leaf("fieldentry", labelsAndEntries[i + 1])
          .close();
    }
    xml.close();
  }

  private void scored() {
    xml.open("resprocessing")
        .open("outcomes")
        .empty("decvar", "maxvalue", "100", "minvalue", "0", "varname", "SCORE", "vartype", "Decimal")
        .close()
        .open("respcondition", "continue", "No")
        .open("conditionvar");
  }

  private void full() {
    xml.close().leaf("setvar", "100", "action", "Set", "varname", "SCORE").close();
  }
}
