package org.busel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.busel.cli.terminal.Exit;
import org.busel.cli.terminal.Surroundings;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `busel ([a-z ]+)");

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

  static Stream<String> verbs() {
    List<String> verbs = new ArrayList<>();
    collect(new HelpTest().cli().spec(), "", verbs);
    return verbs.stream();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpWithAnExampleThatCanBeTyped(String verb) {
    Exit exit = cli().run(("help " + verb).split(" ", -1));

    assertThat(exit).isEqualTo(Exit.DONE);
    assertThat(talk.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(data.toString(StandardCharsets.UTF_8))
        .startsWith("usage: busel " + verb)
        .containsPattern("(?m)^example:\n  busel ");
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void askingTheVerbItselfGivesTheSameHelp(String verb) {
    Exit asked = cli().run(("help " + verb).split(" ", -1));
    String help = data.toString(StandardCharsets.UTF_8);
    data.reset();

    Exit asking = cli().run((verb + " --help").split(" ", -1));

    assertThat(List.of(asked, asking)).containsOnly(Exit.DONE);
    assertThat(data.toString(StandardCharsets.UTF_8)).isEqualTo(help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"triage", "triage label", "triage train", "duress set", "duress remove", "wipe", "panic",
        "backup", "shares", "restore"})
  void verbsThatSpeakThreeLanguagesExplainEveryOptionInBelarusianAndRussian(String verb) {
    for (String language : List.of("be", "ru")) {
      data.reset();

      Exit exit = cli().run((verb + " --words " + language + " --help").split(" ", -1));

      assertThat(exit).isEqualTo(Exit.DONE);
      assertThat(data.toString(StandardCharsets.UTF_8).lines())
          .filteredOn(line -> line.matches(" {0,6}(-|  -|\\[?FILE|LINK|FILE|DIR).* {2,}\\S.*"))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).containsPattern("\\p{IsCyrillic}"));
    }
  }

  @Test
  void helpNamesEveryVerb() {
    Exit exit = cli().run("help");

    assertThat(exit).isEqualTo(Exit.DONE);
    assertThat(data.toString(StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.length() <= 96)
        .anySatisfy(line -> assertThat(line).startsWith("  send "))
        .anySatisfy(line -> assertThat(line).startsWith("  module "));
  }

  @Test
  void theVersionIsSaid() {
    Exit exit = cli().run("--version");

    assertThat(exit).isEqualTo(Exit.DONE);
    assertThat(data.toString(StandardCharsets.UTF_8)).matches("busel \\d+\\.\\d+\\.\\d+\n");
  }

  @Test
  void theReadmeListsExactlyTheVerbsThatThereAre() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    List<String> listed = ROW.matcher(readme).results().map(HelpTest::verb).distinct().toList();

    assertThat(listed).containsExactlyElementsOf(leaves());
  }

  private static String verb(MatchResult row) {
    return row.group(1).strip();
  }

  private static List<String> leaves() {
    return verbs()
        .filter(verb -> runs(verb) || verbs().noneMatch(it -> it.startsWith(verb + " ")))
        .toList();
  }

  /// Whether a verb with verbs of its own does something by itself: then it takes something.
  private static boolean runs(String verb) {
    CommandSpec spec = new HelpTest().cli().spec();
    for (String name : verb.split(" ", -1)) {
      spec = Objects.requireNonNull(spec.subcommands().get(name)).getCommandSpec();
    }
    return !spec.positionalParameters().isEmpty();
  }

  private static void collect(CommandSpec spec, String path, List<String> verbs) {
    spec.subcommands()
        .forEach((name, command) -> {
          verbs.add(path + name);
          collect(command.getCommandSpec(), path + name + " ", verbs);
        });
  }

  private Cli cli() {
    Surroundings surroundings =
        new Surroundings(Path.of("/nowhere"), ZoneOffset.UTC, false, false, false, Map.of());
    return new Cli(
        new Terminal(
            InputStream.nullInputStream(),
            data,
            talk,
            surroundings,
            new ScriptedKeyboard(List.of())),
        Options.DEFAULTS);
  }
}
