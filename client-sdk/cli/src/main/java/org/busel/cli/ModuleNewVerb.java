package org.busel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.busel.author.NewModule;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Begins a module.
@Command(
    name = "new",
    description = {
      "write a module to begin with: a lesson, a quiz and a checklist that pass the check",
      "",
      "What no option says is asked, if somebody is there to answer."
    },
    footer = {
      "",
      "example:",
      "  busel module new safe-travel --title 'en=Safe travel' --author Alena --reviewer Ryhor"
    })
final class ModuleNewVerb extends Verb {
  private static final int MONTHS_OF_REVIEW = 6;

  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "ID", description = "the module's id, which is also its folder's name")
  private String id = "";

  @Option(
      names = "--title",
      paramLabel = "LANG=TITLE",
      description = "its title; once for each language, the one you write in first")
  private List<String> titles = new ArrayList<>();

  @Option(names = "--author", paramLabel = "NAME", description = "who writes it")
  private @Nullable String author;

  @Option(names = "--reviewer", paramLabel = "NAME", description = "who else reviews it")
  private @Nullable String reviewer;

  @Option(names = "--safety", description = "wrong advice in it could hurt somebody")
  private boolean safety;

  @Option(names = "--in", paramLabel = "DIR", description = "where to put the folder (default: here)")
  private Path parent = Path.of("");

  ModuleNewVerb(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void run() {
    ModuleId module = ModuleIds.typed(id);
    SequencedMap<Language, String> named = titles();
    String writes = name(author, "who writes it? ", "--author NAME");
    String reviews = name(reviewer, "who else reviews it? ", "--reviewer NAME");
    if (writes.equals(reviews)) {
      throw Stop.misused("nobody reviews what they wrote", "name somebody else: --reviewer NAME");
    }
    LocalDate until =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusMonths(MONTHS_OF_REVIEW);
    NewModule wanted = new NewModule(module, named, writes, reviews, until, safety);
    switch (wanted.write(parent)) {
      case NewModule.Outcome.Written(Path folder, List<Path> files) -> {
        files.forEach(file -> terminal.print(file.toString()));
        terminal.hint("busel module preview " + Typed.word(folder.toString()));
        terminal.hint("busel module check " + Typed.word(folder.toString()));
      }
      case NewModule.Outcome.Exists(Path folder) ->
          throw Stop.misused(folder + " is there already", "choose another id, or --in DIR");
    }
  }

  private SequencedMap<Language, String> titles() {
    SequencedMap<Language, String> named = new LinkedHashMap<>();
    List<String> given =
        titles.isEmpty()
            ? List.of(
                Languages.ofLocale(terminal.surroundings()).map(Language::code).orElse("en")
                    + "="
                    + answer(Optional.empty(), "title? ", "--title LANG=TITLE"))
            : titles;
    for (String title : given) {
      int sign = title.indexOf('=');
      Optional<Language> language =
          sign < 0 ? Optional.empty() : Language.parse(title.substring(0, sign));
      String text = title.substring(sign + 1).strip();
      if (language.isEmpty() || !NewModule.fits(text, 200)) {
        throw Stop.misused(
            "\"" + title + "\" is not LANG=TITLE", "for instance: --title 'be=Бяспечная дарога'");
      }
      if (named.putIfAbsent(language.get(), text) != null) {
        throw Stop.misused("there are two titles in " + language.get());
      }
    }
    return named;
  }

  private String name(@Nullable String given, String question, String option) {
    String name = answer(Optional.ofNullable(given), question, option);
    if (!NewModule.fits(name, 200)) {
      throw Stop.misused("a name has 1 to 200 characters", option);
    }
    return name;
  }

  private String answer(Optional<String> given, String question, String option) {
    return given
        .or(() -> terminal.ask(question))
        .map(String::strip)
        .orElseThrow(() -> Stop.misused("nobody is there to answer: " + question.strip(), option));
  }
}
