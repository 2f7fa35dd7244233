package org.busel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was typed and what came back, as a file. Lines begin with
///
/// - `hanna$ ` a command, and whose profile it is for; quotes as in a shell;
/// - `< ` a line of standard input, which is then a pipe;
/// - `> ` a line typed at the terminal, which standard input then is;
/// - `1> ` and `2> ` a line of standard output and of standard error that must come;
/// - `exit ` the exit code that must come, 0 if there is no such line;
/// - `! ` something that happens to the world: what, the test says;
/// - `#` nothing.
///
/// In an expected line `{name}` stands for anything and is remembered; anywhere later it stands for the same.
record Transcript(List<Transcript.Step> steps) {
  private static final Pattern COMMAND = Pattern.compile("([a-z]+)\\$ busel ?(.*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^' ]+)");

  /// One thing that happens.
  sealed interface Step {}

  /// Something happens to the world.
  record Event(String what) implements Step {}

  /// Somebody runs a command.
  record Command(
      int line,
      String person,
      List<String> arguments,
      List<String> piped,
      List<String> typed,
      List<String> data,
      List<String> talk,
      List<Integer> exit)
      implements Step {
    int exitCode() {
      return exit.isEmpty() ? 0 : exit.getFirst();
    }
  }

  static Transcript read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      Matcher command = COMMAND.matcher(line);
      if (command.matches()) {
        steps.add(command(number, command.group(1), words(command.group(2))));
      } else if (line.startsWith("! ")) {
        steps.add(new Event(line.substring(2)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        add((Command) steps.getLast(), line, number);
      }
    }
    return new Transcript(steps);
  }

  private static Command command(int line, String person, List<String> arguments) {
    return new Command(
        line,
        person,
        arguments,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  private static void add(Command step, String line, int number) {
    String[] parts = line.split(" ", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    switch (parts[0]) {
      case "<" -> step.piped.add(rest);
      case ">" -> step.typed.add(rest);
      case "1>" -> step.data.add(rest);
      case "2>" -> step.talk.add(rest);
      case "exit" -> step.exit.add(Integer.valueOf(rest));
      default -> throw new IllegalArgumentException("line " + number + " means nothing: " + line);
    }
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
