package org.busel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Curriculum;
import org.busel.format.Person;
import org.busel.format.VerifyingKey;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signs a curriculum.
@Command(
    name = "sign",
    description = {
      "sign a curriculum: who may write and who may review modules",
      "",
      "Every author gets a role of their own, in which any of the reviewers may sign with them.",
      "The version must be higher than of any curriculum before. Whoever is left out may no longer",
      "sign; modules that nobody else vouches for stop being believed."
    },
    footer = {
      "",
      "example:",
      "  busel board sign curriculum.json --key board.key --version 2 \\",
      "      --author 'Hanna=d75a98…' --reviewer 'Ihar=3d4017…'"
    })
final class BoardSignVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;
  private final Clock clock;

  @Parameters(paramLabel = "FILE", description = "where to write the signed curriculum")
  private Path file = Path.of("");

  @Option(names = "--version", paramLabel = "N", required = true, description = "1 or more")
  private int version;

  @Option(
      names = "--author",
      paramLabel = "NAME=KEY",
      description = "who may write, and a public key of theirs; may be repeated")
  private List<String> authors = List.of();

  @Option(
      names = "--reviewer",
      paramLabel = "NAME=KEY",
      description = "who may review, and a public key of theirs; may be repeated")
  private List<String> reviewers = List.of();

  @Option(
      names = "--modules",
      paramLabel = "PATTERN",
      defaultValue = "*",
      description = "ids of the modules this is about; * stands for anything (default: *)")
  private List<String> modules = List.of("*");

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      defaultValue = "90d",
      converter = DurationText.class,
      description = "how long it is in force (default: 90d)")
  private Duration valid = CurriculumBoard.IN_FORCE;

  @Mixin private final KeyOptions key;

  BoardSignVerb(Terminal terminal, Keys keys, Clock clock, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.clock = clock;
    this.key = new KeyOptions(general);
  }

  @Override
  public void run() {
    Curriculum curriculum = curriculum(clock.instant());
    try (SigningKey board = keys.unlock(key.file(), key.passphraseFile())) {
      write(CurriculumBoard.sign(curriculum, board));
      terminal.say(
          "version "
              + version
              + " is signed, in force until "
              + new Times(terminal.surroundings().zone()).minute(curriculum.expires()));
      terminal.hint("if the root asks for more of the board's keys: busel board cosign FILE");
      terminal.hint("busel board publish " + Typed.word(file.toString()));
    }
  }

  private Curriculum curriculum(Instant now) {
    List<Person> writing = people(authors);
    List<Person> reviewing = people(reviewers);
    if (writing.isEmpty() || reviewing.isEmpty()) {
      throw Stop.misused(
          "a curriculum needs at least one author and one reviewer", "busel help board sign");
    }
    List<Person> everybody = people(Stream.of(authors, reviewers).flatMap(List::stream).toList());
    try {
      return new Curriculum(
          version,
          now.plus(valid),
          everybody,
          CurriculumBoard.roles(writing, reviewing, modules));
    } catch (IllegalArgumentException e) {
      // The record says what is wrong with what was typed; nothing in it is secret.
      throw Stop.misused("this makes no curriculum: " + e.getMessage(), "busel help board sign");
    }
  }

  /// One person for each name, with all their keys.
  private static List<Person> people(List<String> typed) {
    Map<String, List<VerifyingKey>> byName = new LinkedHashMap<>();
    for (String each : typed) {
      int equals = each.lastIndexOf('=');
      VerifyingKey key =
          VerifyingKey.parse(each.substring(equals + 1))
              .filter(it -> equals > 0)
              .orElseThrow(() ->
                  Stop.misused(
                      "\"" + each + "\" is not NAME=KEY with 64 hexadecimal digits",
                      "busel module key FILE shows somebody's public key"));
      List<VerifyingKey> known =
          byName.computeIfAbsent(each.substring(0, equals).strip(), _ -> new ArrayList<>());
      if (!known.contains(key)) {
        known.add(key);
      }
    }
    return byName.entrySet().stream()
        .map(person -> new Person(person.getKey(), person.getValue()))
        .toList();
  }

  private void write(byte[] signed) {
    try {
      Path _ =
          Files.write(
              file, signed, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
