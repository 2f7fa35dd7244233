package org.busel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Style;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Review;
import org.busel.publish.BuiltModule;
import org.busel.publish.ModuleChanges;
import org.busel.publish.ModulePages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what a signature would vouch for.
@Command(
    name = "review",
    description = {
      "show a reviewer every line that has changed since an earlier version",
      "",
      "Without --against it shows every line there is. What is compared is the built module, byte",
      "by byte what would be signed, not the text it came from."
    },
    footer = {
      "",
      "example:",
      "  busel module review fair-trial.module --against fair-trial.signed"
    })
final class ModuleReviewVerb extends Verb {
  private final Terminal terminal;

  @Parameters(paramLabel = "BUILT", description = "the folder that busel module build printed")
  private Path built = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "BUILT",
      description = "the folder of the version that was signed before")
  private @Nullable Path against;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModuleReviewVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    BuiltModule now = opened(built);
    ModulePages before =
        against == null ? new ModulePages(0, new TreeMap<>()) : pages(opened(against));
    ModuleChanges changes = ModuleChanges.between(before, pages(now));
    if (json) {
      printJson(now, changes);
    } else {
      changes.pages().forEach(this::print);
    }
    if (now.manifest().review().risk().equals(Review.SAFETY)) {
      terminal.say("wrong advice in this module could hurt somebody");
    }
    terminal.say(
        (against == null ? "everything in version " : "version " + before.version() + " to ")
            + now.manifest().version()
            + "; pages to read: "
            + changes.pages().size());
    terminal.hint("if it is right: busel module sign " + built + " --key FILE");
  }

  private static BuiltModule opened(Path folder) {
    return switch (BuiltModule.open(folder)) {
      case BuiltModule.Opening.Opened(BuiltModule module) -> module;
      case BuiltModule.Opening.NotBuilt(String reason) ->
          throw ModuleSignVerb.notBuilt(folder, reason);
    };
  }

  private static ModulePages pages(BuiltModule module) {
    return ModulePages.of(module.manifest(), module::chunk);
  }

  private void print(ModuleChanges.Page page) {
    switch (page) {
      case ModuleChanges.Page.Added(String name, List<String> lines) -> {
        terminal.print(Span.strong(name + ", new"));
        lines.forEach(line -> print("+" + line));
      }
      case ModuleChanges.Page.Removed(String name) ->
          terminal.print(Span.strong(name + ", gone"));
      case ModuleChanges.Page.Changed(String name, List<String> lines) -> {
        terminal.print(Span.strong(name));
        lines.forEach(this::print);
      }
    }
  }

  private void print(String line) {
    Style style =
        line.startsWith("-") ? Style.BAD : line.startsWith("+") ? Style.STRONG : Style.PLAIN;
    for (String part : SafeText.lines(line)) {
      terminal.print(new Span(part, style));
    }
  }

  private void printJson(BuiltModule now, ModuleChanges changes) {
    terminal.print(fields -> {
      fields.writeStringField("id", now.manifest().module().text());
      fields.writeNumberField("from", changes.from());
      fields.writeNumberField("to", changes.to());
      fields.writeStringField("risk", now.manifest().review().risk());
      fields.writeArrayFieldStart("pages");
      for (ModuleChanges.Page page : changes.pages()) {
        fields.writeStartObject();
        fields.writeStringField("page", page.name());
        List<String> lines =
            switch (page) {
              case ModuleChanges.Page.Added added -> added.lines();
              case ModuleChanges.Page.Removed _ -> List.<String>of();
              case ModuleChanges.Page.Changed changed -> changed.lines();
            };
        fields.writeStringField(
            "change",
            switch (page) {
              case ModuleChanges.Page.Added _ -> "added";
              case ModuleChanges.Page.Removed _ -> "removed";
              case ModuleChanges.Page.Changed _ -> "changed";
            });
        fields.writeArrayFieldStart("lines");
        for (String line : lines) {
          fields.writeString(line);
        }
        fields.writeEndArray();
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }
}
