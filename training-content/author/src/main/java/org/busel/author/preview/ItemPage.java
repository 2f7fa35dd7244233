package org.busel.author.preview;

import static org.busel.author.preview.PreviewPage.escaped;

import java.util.List;
import org.busel.format.AnswerKey;
import org.busel.format.Checklist;
import org.busel.format.FileRole;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.Right;

/// Quizzes and checklists for a trainer's eye: everything at once, with what is right.
final class ItemPage {
  private ItemPage() {}

  static String html(String kind, byte[] bytes, String text) {
    if (kind.equals(FileRole.QUIZ) && Quiz.read(bytes) instanceof Quiz.Reading.Read(Quiz quiz)) {
      return quiz(quiz);
    }
    if (kind.equals(FileRole.CHECKLIST)
        && Checklist.read(bytes) instanceof Checklist.Reading.Read(Checklist checklist)) {
      return checklist(checklist);
    }
    return "<pre>" + escaped(text) + "</pre>";
  }

  private static String quiz(Quiz quiz) {
    StringBuilder html = new StringBuilder("<p>pass mark: " + quiz.passPercent() + " %</p><ol>");
    for (Question question : quiz.questions()) {
      html.append("<li>").append(escaped(question.text()));
      html.append(" <small>").append(escaped(question.kind())).append("</small><ul>");
      for (int i = 0; i < question.options().size(); i++) {
        html.append("<li>").append(escaped(question.options().get(i)));
        if (question.kind().equals(Question.MATCH)) {
          html.append(" ↔ ").append(escaped(question.matches().get(i)));
        }
        html.append(remark(question, i)).append("</li>");
      }
      html.append("</ul>").append(key(question.key())).append("</li>");
    }
    return html.append("</ol>").toString();
  }

  private static String remark(Question question, int option) {
    if (!(question.key() instanceof AnswerKey.Open open)) {
      return "";
    }
    boolean right = open.right() instanceof Right.Options it && it.numbers().contains(option);
    String told = open.told().getOrDefault(String.valueOf(option), "");
    return (right ? " <strong>✓</strong>" : "")
        + (told.isEmpty() ? "" : " <small>" + escaped(told) + "</small>");
  }

  private static String key(AnswerKey key) {
    return switch (key) {
      case AnswerKey.Locked _ -> "<p><em>answers are locked</em></p>";
      case AnswerKey.Open open -> {
        String right =
            switch (open.right()) {
              case Right.Near near -> near.number() + " ± " + near.tolerance();
              case Right.Texts(List<String> written) -> String.join(" / ", written);
              case Right.Options _, Right.AsListed _, Right.Paired _, Right.Anything _ -> "";
            };
        yield (right.isEmpty() ? "" : "<p><strong>" + escaped(right) + "</strong></p>")
            + open.explanation().map(it -> "<p>" + escaped(it) + "</p>").orElse("");
      }
    };
  }

  private static String checklist(Checklist checklist) {
    StringBuilder html = new StringBuilder("<ul>");
    for (Checklist.Step step : checklist.steps()) {
      html.append("<li>☐ ").append(escaped(step.text()));
      step.why().ifPresent(it -> html.append("<br><small>").append(escaped(it)).append("</small>"));
      html.append("</li>");
    }
    return html.append("</ul>").toString();
  }
}
