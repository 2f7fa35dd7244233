package org.busel.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.busel.format.AnswerKey;
import org.busel.format.Question;
import org.busel.format.Right;

/// The questions of a module as GIFT, the text format of Moodle.
final class GiftExport {
  private final Booklet booklet;
  private final StringBuilder text = new StringBuilder();
  private final List<String> lost = new ArrayList<>();

  GiftExport(Booklet booklet) {
    this.booklet = booklet;
  }

  Exported write() {
    text.append("// ").append(booklet.module()).append(' ').append(booklet.version()).append(' ');
    text.append(booklet.language()).append(' ').append(booklet.about().terms().licence());
    text.append("\n\n");
    for (Booklet.Questions quiz : booklet.quizzes()) {
      text.append("$CATEGORY: ").append(booklet.module()).append('/').append(quiz.item());
      text.append("\n\n");
      quiz.quiz().questions().forEach(this::question);
    }
    return new Exported(text.toString().getBytes(StandardCharsets.UTF_8), lost);
  }

  private void question(Question question) {
    if (!(question.key() instanceof AnswerKey.Open open)) {
      lost.add(Answers.locked(question));
      return;
    }
    if (!question.known()) {
      lost.add("question " + question.id() + ": its kind is not known");
      return;
    }
    text.append("::").append(question.id()).append(":: ").append(escaped(question.text()));
    text.append(" {");
    switch (open.right()) {
      case Right.Options right -> options(question, open, right.numbers());
      case Right.AsListed _ -> order(question);
      case Right.Paired _ -> pairs(question);
      case Right.Near near -> {
        text.append('#').append(near.number().toPlainString());
        text.append(':').append(near.tolerance().toPlainString());
        mistakes(question, open);
      }
      case Right.Texts texts -> {
        texts.written().forEach(it -> text.append("\n=").append(escaped(it)));
        mistakes(question, open);
      }
      case Right.Anything _ -> {
        // An essay is two braces.
      }
    }
    open.explanation().ifPresent(it -> text.append("\n####").append(escaped(it)));
    text.append("}\n\n");
  }

  private void options(Question question, AnswerKey.Open open, SortedSet<Integer> right) {
    boolean one = question.kind().equals(Question.CHOICE);
    String share = percent(100.0 / Math.max(1, right.size()));
    for (int i = 0; i < question.options().size(); i++) {
      text.append('\n');
      if (one) {
        text.append(right.contains(i) ? '=' : '~');
      } else {
        text.append("~%").append(right.contains(i) ? share : "-100").append('%');
      }
      text.append(escaped(question.options().get(i)));
      String told = open.told().get(String.valueOf(i));
      if (told != null) {
        text.append('#').append(escaped(told));
      }
    }
  }

  // GIFT knows no order: the place of each option is matched instead, and nothing is lost but the look.
  private void order(Question question) {
    for (int i = 0; i < question.options().size(); i++) {
      text.append("\n=").append(i + 1).append(" -> ").append(escaped(question.options().get(i)));
    }
    lost.add("question " + question.id() + ": an order is asked as a match of places");
  }

  private void pairs(Question question) {
    for (int i = 0; i < question.matches().size(); i++) {
      String option = i < question.options().size() ? escaped(question.options().get(i)) : "";
      text.append("\n=").append(option).append(" -> ").append(escaped(question.matches().get(i)));
    }
  }

  private void mistakes(Question question, AnswerKey.Open open) {
    if (!open.told().isEmpty()) {
      lost.add("question " + question.id() + ": what is said to wrong answers that are typed");
    }
    question
        .unit()
        .ifPresent(it -> lost.add("question " + question.id() + ": the unit " + it));
  }

  private static String percent(double share) {
    return share == Math.rint(share)
        ? String.valueOf((int) share)
        : String.format(Locale.ROOT, "%.5f", share);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.replace('\n', ' ').toCharArray()) {
      if ("~=#{}:\\".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
