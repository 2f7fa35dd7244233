package org.busel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.busel.cli.terminal.Exit;
import org.busel.cli.terminal.Surroundings;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Options;

/// Where transcripts are played: every person has a home of their own, all of them one clock and one relay.
final class Stage {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9]+)\\}");

  private final Path folder;
  private final Options options;
  private final List<String> always;
  private final Consumer<String> world;
  private final Map<String, String> known = new HashMap<>();

  /// @param always options before the verb of every command at which nobody types
  /// @param world makes happen what a transcript says
  Stage(Path folder, Options options, List<String> always, Consumer<String> world) {
    this.folder = folder;
    this.options = options;
    this.always = always;
    this.world = world;
    know("folder", folder.toString());
  }

  /// Lets transcripts say `{name}` for `text`.
  void know(String name, String text) {
    known.put(name, text);
  }

  /// Plays every step and compares what comes with what is written.
  void play(Transcript transcript) {
    for (Transcript.Step step : transcript.steps()) {
      switch (step) {
        case Transcript.Event(String what) -> world.accept(what);
        case Transcript.Command command -> play(command);
      }
    }
  }

  private void play(Transcript.Command step) {
    Played played = run(step);
    String where = "line " + step.line() + ", busel " + String.join(" ", step.arguments());

    assertThat(played.talk()).as(where + ": standard error").has(likeLines(step.talk()));
    assertThat(played.data()).as(where + ": standard output").has(likeLines(step.data()));
    assertThat(played.exit().code()).as(where + ": exit code").isEqualTo(step.exitCode());
  }

  /// What a command answered.
  record Played(List<String> data, List<String> talk, Exit exit) {}

  /// Runs one command.
  Played run(Transcript.Command step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String piped = step.piped().isEmpty() ? "" : filled(String.join("\n", step.piped())) + "\n";
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(piped.getBytes(UTF_8)),
            out,
            err,
            surroundings(step.person(), !step.typed().isEmpty()),
            new ScriptedKeyboard(step.typed()));
    String[] arguments =
        Stream.concat(
                step.typed().isEmpty() ? always.stream() : Stream.of(),
                step.arguments().stream().map(this::filled))
            .toArray(String[]::new);
    Exit exit = new Cli(terminal, options).run(arguments);
    return new Played(lines(out), lines(err), exit);
  }

  private Surroundings surroundings(String person, boolean atTerminal) {
    return new Surroundings(
        folder.resolve(person), ZoneOffset.UTC, atTerminal, false, false, Map.of());
  }

  private String filled(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(known.getOrDefault(match.group(1), match.group())));
  }

  private Condition<List<? extends String>> likeLines(List<String> expected) {
    return new Condition<>(
        actual -> matches(expected, actual), "like%n%s", String.join("\n", expected));
  }

  private boolean matches(List<String> expected, List<? extends String> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(String expected, String actual) {
    StringBuilder pattern = new StringBuilder();
    Map<String, Integer> unknown = new HashMap<>();
    String text = filled(expected);
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int end = 0;
    while (placeholder.find()) {
      pattern.append(Pattern.quote(text.substring(end, placeholder.start()))).append("(.+)");
      unknown.put(placeholder.group(1), unknown.size() + 1);
      end = placeholder.end();
    }
    Matcher line = Pattern.compile(pattern + Pattern.quote(text.substring(end))).matcher(actual);
    if (!line.matches()) {
      return false;
    }
    unknown.forEach((name, group) -> know(name, line.group(group)));
    return true;
  }

  private static List<String> lines(ByteArrayOutputStream written) {
    return written.toString(UTF_8).lines().toList();
  }
}
