package org.busel.cli.quiz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Terminal;
import org.busel.format.AnswerKey;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.QuizAnswer;
import org.busel.format.QuizOrder;
import org.busel.format.Right;

/// A question as it stands on the screen: options by numbers, matches by letters, in a certain order.
///
/// @param options which option stands at which place
/// @param matches which match stands at which place
public record ShownQuestion(Question question, List<Integer> options, List<Integer> matches) {
  private static final Pattern PAIR = Pattern.compile("([0-9]{1,2})\\s*=?\\s*([a-z])");

  public ShownQuestion {
    options = List.copyOf(options);
    matches = List.copyOf(matches);
  }

  /// The question where nobody takes the quiz: what is chosen from stands as the trainer wrote it, the rest mixed, and
  /// always in the same way.
  public static ShownQuestion onPaper(Quiz quiz, Question question) {
    Quiz still =
        new Quiz(
            quiz.title(), quiz.passPercent(), Quiz.Shuffle.NONE, quiz.lock(), quiz.questions());
    QuizOrder order = new QuizOrder(still, "0");
    return new ShownQuestion(question, order.options(question), order.matches(question));
  }

  /// Prints it.
  ///
  /// @param mark before its text
  public void print(Terminal terminal, String mark) {
    print(terminal, mark, question.text());
    boolean choosing = chooses();
    for (int i = 0; i < options.size(); i++) {
      String number = "   " + (i + 1) + (choosing ? " [ ] " : ". ");
      print(terminal, number, question.options().get(options.get(i)));
    }
    for (int i = 0; i < matches.size(); i++) {
      print(terminal, "   " + letter(i) + ". ", question.matches().get(matches.get(i)));
    }
    question.unit().ifPresent(unit -> print(terminal, "   in ", unit));
  }

  /// Prints what is right, or that it is locked.
  public void printAnswer(Terminal terminal) {
    switch (question.key()) {
      case AnswerKey.Locked _ -> terminal.print("   the answer is locked; take the quiz");
      case AnswerKey.Open open -> {
        print(terminal, "   = ", right(open.right()));
        open.explanation().ifPresent(words -> print(terminal, "   ", words));
      }
    }
  }

  /// What to type, in words.
  public String prompt() {
    return switch (question.kind()) {
      case Question.CHOICE -> "number: ";
      case Question.MULTIPLE -> "numbers, with commas: ";
      case Question.ORDER -> "all numbers in the right order: ";
      case Question.MATCH -> "pairs like 1b 2a: ";
      case Question.REFLECTION -> "a few words, for yourself: ";
      default -> "answer: ";
    };
  }

  /// What somebody typed, as an answer; nothing if it is none to this question.
  public Optional<QuizAnswer> typed(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.length() > QuizAnswer.MAX_TYPED) {
      return Optional.empty();
    }
    QuizAnswer answer =
        switch (question.kind()) {
          case Question.CHOICE, Question.MULTIPLE ->
              new QuizAnswer.Chosen(new TreeSet<>(places(text)));
          case Question.ORDER -> new QuizAnswer.Ordered(places(text));
          case Question.MATCH -> new QuizAnswer.Matched(pairs(text));
          default -> new QuizAnswer.Typed(text);
        };
    return Optional.of(answer).filter(it -> it.spelling(question).isPresent());
  }

  private List<Integer> places(String text) {
    List<Integer> chosen = new ArrayList<>();
    for (String word : Arrays.asList(text.split("[\\s,;]+"))) {
      chosen.add(
          word.matches("[1-9][0-9]?") && Integer.parseInt(word) <= options.size()
              ? options.get(Integer.parseInt(word) - 1)
              : -1);
    }
    return chosen;
  }

  private TreeMap<Integer, Integer> pairs(String text) {
    TreeMap<Integer, Integer> pairs = new TreeMap<>();
    for (String word : Arrays.asList(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))) {
      Matcher pair = PAIR.matcher(word);
      int match = pair.matches() ? pair.group(2).charAt(0) - 'a' : matches.size();
      int option = pair.matches() ? Integer.parseInt(pair.group(1)) - 1 : options.size();
      boolean there = option >= 0 && option < options.size() && match < matches.size();
      var _ = pairs.merge(
              there ? options.get(option) : -1, there ? matches.get(match) : -1, (a, b) -> -1);
    }
    return pairs;
  }

  private String right(Right right) {
    return switch (right) {
      case Right.Options(var numbers) ->
          String.join(
              ", ",
              numbers.stream().map(it -> String.valueOf(options.indexOf(it) + 1)).toList());
      case Right.AsListed(int count) ->
          String.join(
              " ",
              IntStream.range(0, count)
                  .mapToObj(it -> String.valueOf(options.indexOf(it) + 1))
                  .toList());
      case Right.Paired(int count) ->
          String.join(
              " ",
              IntStream.range(0, count)
                  .mapToObj(it -> options.indexOf(it) + 1 + letter(matches.indexOf(it)))
                  .toList());
      case Right.Near(var number, var tolerance) ->
          number.toPlainString()
              + (tolerance.signum() == 0 ? "" : " ± " + tolerance.toPlainString());
      case Right.Texts(var written) -> String.join(" / ", written);
      case Right.Anything _ -> "what you think";
    };
  }

  private boolean chooses() {
    return question.kind().equals(Question.CHOICE) || question.kind().equals(Question.MULTIPLE);
  }

  private static String letter(int place) {
    return String.valueOf((char) ('a' + place));
  }

  /// Text whose further lines stand below its first.
  static void print(Terminal terminal, String mark, String text) {
    List<String> lines = SafeText.lines(text);
    terminal.print(mark + lines.getFirst());
    lines.stream().skip(1).forEach(line -> terminal.print(" ".repeat(mark.length()) + line));
  }
}
