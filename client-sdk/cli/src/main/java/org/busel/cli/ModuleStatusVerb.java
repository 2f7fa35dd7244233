package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.busel.author.Problem;
import org.busel.cli.terminal.Terminal;
import org.busel.format.CourseListing;
import org.busel.format.Manifest;
import org.busel.publish.ModuleStatus;
import org.busel.sdk.Device;
import org.busel.sdk.courses.ListOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says how far a module has come.
@Command(
    name = "status",
    description = {
      "say how far a module has come: text, translations, review, signatures, publication",
      "",
      "Whether it is published, the profile's relay is asked only with --published."
    },
    footer = {"", "example:", "  busel module status courses/right-to-a-fair-trial --published"})
final class ModuleStatusVerb extends Verb {
  private static final long SOON_DAYS = 60;

  private final Terminal terminal;
  private final Profiles profiles;
  private final Clock clock;

  @Parameters(paramLabel = "DIR", description = "the module's folder, where module.yaml is")
  private Path source = Path.of("");

  @Option(
      names = "--built",
      paramLabel = "BUILT",
      description = "what was built from it (default: NAME.module here)")
  private @Nullable Path built;

  @Option(names = "--published", description = "ask the relay what it offers")
  private boolean published;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Mixin private final ProfileOptions profile;

  ModuleStatusVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Clock clock) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.clock = clock;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    Path where =
        built == null
            ? Path.of(source.toAbsolutePath().normalize().getFileName() + ".module")
            : built;
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    switch (ModuleStatus.of(source, where, today)) {
      case ModuleStatus.Ready ready -> {
        Optional<Integer> offered = published ? Optional.of(offered(ready)) : Optional.empty();
        long days = ChronoUnit.DAYS.between(today, ready.manifest().review().until());
        if (json) {
          terminal.print(fields -> write(fields, ready, days, offered));
        } else {
          print(ready, days, offered, where);
        }
      }
      case ModuleStatus.NotYet(List<Problem> problems) -> {
        new Findings(terminal).print(problems);
        throw Findings.notYet(problems);
      }
      case ModuleStatus.NoFolder _ -> throw Findings.noFolder(source);
    }
  }

  /// The version that the relay offers; 0 for none.
  private int offered(ModuleStatus.Ready ready) {
    try (Device device = profiles.open(profile)) {
      return switch (device.courses().list()) {
        case ListOutcome.Listed(List<CourseListing.Entry> entries) ->
            entries.stream()
                .filter(it -> it.module().equals(ready.manifest().module()))
                .mapToInt(CourseListing.Entry::version)
                .findFirst()
                .orElse(0);
        case ListOutcome.Refused(String reason) -> throw Profiles.unreachable(reason);
        case ListOutcome.Unreachable(String reason) -> throw Profiles.unreachable(reason);
      };
    }
  }

  private void print(
      ModuleStatus.Ready ready, long days, Optional<Integer> offered, Path where) {
    Manifest manifest = ready.manifest();
    terminal.print("text       version " + manifest.version() + ", can be built; warnings: "
            + ready.warnings().size());
    terminal.print(
        "review     until "
            + manifest.review().until()
            + ", days left: "
            + days
            + (days <= SOON_DAYS ? "  (soon)" : ""));
    for (ModuleStatus.Behind behind : ready.behind()) {
      terminal.print(
          behind.version() == 0
              ? "lacks      " + behind.language() + " " + behind.item()
              : "stale      %s %s: version %d of %d"
                  .formatted(
                      behind.language(), behind.item(), behind.version(), behind.newest()));
    }
    terminal.print("built      " + ready.build().map(ModuleStatusVerb::words).orElse("not yet"));
    ready.build()
        .ifPresent(build ->
            build.keys().forEach(key -> terminal.print("signed     by key " + key)));
    offered.ifPresent(version ->
        terminal.print(
            "published  "
                + (version == 0 ? "not yet" : "version " + version)
                + (version > 0 && version < manifest.version() ? "  (older than the text)" : "")));
    next(ready, where);
  }

  private static String words(ModuleStatus.Build build) {
    return "version "
        + build.version()
        + (build.same() ? ", same as the text" : ", other than the text");
  }

  private void next(ModuleStatus.Ready ready, Path where) {
    boolean same = ready.build().filter(ModuleStatus.Build::same).isPresent();
    int keys = ready.build().map(it -> it.keys().size()).orElse(0);
    String folder = Typed.word(where.toString());
    if (!same) {
      terminal.hint("busel module build " + Typed.word(source.toString()) + " --out " + folder);
    } else if (keys < 2) {
      terminal.hint("busel module review " + folder);
      terminal.hint("busel module sign " + folder + " --key FILE");
    } else {
      terminal.hint("busel module publish " + folder);
    }
  }

  private static void write(
      JsonGenerator fields, ModuleStatus.Ready ready, long days, Optional<Integer> offered)
      throws IOException {
    Manifest manifest = ready.manifest();
    fields.writeStringField("id", manifest.module().text());
    fields.writeNumberField("version", manifest.version());
    fields.writeNumberField("warnings", ready.warnings().size());
    fields.writeStringField("reviewed_until", manifest.review().until().toString());
    fields.writeNumberField("days_left", days);
    fields.writeArrayFieldStart("behind");
    for (ModuleStatus.Behind behind : ready.behind()) {
      fields.writeStartObject();
      fields.writeStringField("language", behind.language().code());
      fields.writeStringField("item", behind.item());
      fields.writeNumberField("version", behind.version());
      fields.writeNumberField("newest", behind.newest());
      fields.writeEndObject();
    }
    fields.writeEndArray();
    if (ready.build().isPresent()) {
      ModuleStatus.Build build = ready.build().get();
      fields.writeNumberField("built_version", build.version());
      fields.writeBooleanField("built_same", build.same());
      fields.writeArrayFieldStart("signed_by");
      for (String key : build.keys()) {
        fields.writeString(key);
      }
      fields.writeEndArray();
    }
    if (offered.isPresent()) {
      fields.writeNumberField("published_version", offered.get());
    }
  }
}
