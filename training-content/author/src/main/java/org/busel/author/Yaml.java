package org.busel.author;

import java.util.Optional;
import org.busel.author.Problem.Place;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads YAML as text with places: no type, tag, anchor or object of a language comes out of it.
final class Yaml {
  private static final int MAX_DEPTH = 12;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(SourceText.MAX_BYTES).build();

  private Yaml() {}

  /// The map that `yaml` is.
  ///
  /// @param linesBefore how many lines of the file stand before `yaml`
  static Optional<YamlMap> map(String file, String yaml, int linesBefore, Problems problems) {
    try {
      Optional<Place> trick = firstTrick(file, yaml, linesBefore);
      if (trick.isPresent()) {
        problems.error(
            trick.get(), "anchors, aliases, tags and deep nesting are not allowed", "write it out");
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(new YamlMap(mapping, new YamlMap.Origin(file, linesBefore, problems)));
      }
      problems.error(new Place(file, 1 + linesBefore, 1), "expected keys and values", "");
    } catch (MarkedYamlEngineException e) {
      problems.error(
          place(file, e.getProblemMark(), linesBefore), "not YAML: " + oneLine(e.getProblem()), "");
    } catch (YamlEngineException e) {
      problems.error(new Place(file, 1 + linesBefore, 1), "not YAML", "");
    }
    return Optional.empty();
  }

  static Place place(String file, Optional<Mark> mark, int linesBefore) {
    return mark.map(it -> new Place(file, it.getLine() + 1 + linesBefore, it.getColumn() + 1))
        .orElse(new Place(file, 1 + linesBefore, 1));
  }

  /// Looks at events, which are read without recursion, before a tree is built with it.
  private static Optional<Place> firstTrick(String file, String yaml, int linesBefore) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {
          // Scalars do not nest.
        }
      }
      boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
      boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag().isPresent();
      if (depth > MAX_DEPTH || anchored || tagged) {
        return Optional.of(place(file, event.getStartMark(), linesBefore));
      }
    }
    return Optional.empty();
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').strip();
  }
}
