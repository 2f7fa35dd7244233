package org.busel.author;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.busel.author.Problem.Place;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Keys and values with their places. Every key is asked for once; [#done] names those that nobody asked for.
///
/// What is wrong goes to the problems, and the answer is empty: a caller goes on as far as it can.
final class YamlMap {
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Origin origin;
  private final Place start;

  /// Where a map was read, and where problems go.
  record Origin(String file, int linesBefore, Problems problems) {}

  /// A value and where it stands.
  record Placed<T>(T value, Place place) {}

  YamlMap(MappingNode node, Origin origin) {
    this.origin = origin;
    this.start = placeOf(node);
    for (NodeTuple tuple : node.getValue()) {
      Place place = placeOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        origin.problems().error(place, "a key has to be a word", "");
      } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        origin.problems().error(place, "key " + key.getValue() + " stands twice", "");
      } else {
        places.put(key.getValue(), place);
      }
    }
  }

  /// Where the map begins.
  Place start() {
    return start;
  }

  /// Where `key` stands, or the map's beginning if it does not.
  Place place(String key) {
    return places.getOrDefault(key, start);
  }

  Set<String> keys() {
    return values.keySet();
  }

  /// One paragraph of 1 to `most` characters.
  Optional<Placed<String>> text(String key, int most) {
    Optional<Node> node = required(key);
    return node.flatMap(it -> text(it, key, most));
  }

  Optional<String> textIfAny(String key, int most) {
    asked.add(key);
    return values.containsKey(key) ? text(key, most).map(Placed::value) : Optional.empty();
  }

  OptionalInt number(String key, int least, int most) {
    Optional<Placed<String>> text = text(key, 20);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(text.get().value());
      if (value >= least && value <= most) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    origin
        .problems()
        .error(
            text.get().place(),
            key + " has to be a whole number from " + least + " to " + most,
            "");
    return OptionalInt.empty();
  }

  OptionalInt numberIfAny(String key, int least, int most) {
    asked.add(key);
    return values.containsKey(key) ? number(key, least, most) : OptionalInt.empty();
  }

  Optional<String> oneOf(String key, List<String> allowed) {
    return matching(key, allowed::contains, "one of: " + String.join(", ", allowed));
  }

  /// A text of a certain form.
  Optional<String> matching(String key, Predicate<String> form, String formInWords) {
    Optional<Placed<String>> text = text(key, 1_000);
    if (text.isPresent() && !form.test(text.get().value())) {
      origin.problems().error(text.get().place(), key + " has to be " + formInWords, "");
      return Optional.empty();
    }
    return text.map(Placed::value);
  }

  boolean flag(String key) {
    asked.add(key);
    return values.containsKey(key)
        && oneOf(key, List.of("true", "false")).filter("true"::equals).isPresent();
  }

  /// A list of paragraphs.
  List<Placed<String>> texts(String key, int least, int most, int mostCharacters) {
    List<Placed<String>> texts = new ArrayList<>();
    for (Node node : nodes(key, least, most)) {
      text(node, key, mostCharacters).ifPresent(texts::add);
    }
    return texts;
  }

  List<String> textsIfAny(String key, int most, int mostCharacters) {
    asked.add(key);
    return values.containsKey(key)
        ? texts(key, 0, most, mostCharacters).stream().map(Placed::value).toList()
        : List.of();
  }

  /// A list of maps.
  List<YamlMap> maps(String key, int least, int most) {
    List<YamlMap> maps = new ArrayList<>();
    for (Node node : nodes(key, least, most)) {
      map(node, key).ifPresent(maps::add);
    }
    return maps;
  }

  List<YamlMap> mapsIfAny(String key, int most) {
    asked.add(key);
    return values.containsKey(key) ? maps(key, 0, most) : List.of();
  }

  Optional<YamlMap> map(String key) {
    return required(key).flatMap(node -> map(node, key));
  }

  Optional<YamlMap> mapIfAny(String key) {
    asked.add(key);
    return values.containsKey(key) ? map(key) : Optional.empty();
  }

  /// Reports keys that nobody asked for.
  void done() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        origin
            .problems()
            .error(place(key), "unknown key " + clipped(key), Nearest.hint(key, asked));
      }
    }
  }

  private Optional<Node> required(String key) {
    asked.add(key);
    @Nullable Node node = values.get(key);
    if (node == null) {
      origin.problems().error(start, "key " + key + " is missing", "");
    }
    return Optional.ofNullable(node);
  }

  private List<Node> nodes(String key, int least, int most) {
    Optional<Node> node = required(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode sequence)) {
      origin.problems().error(placeOf(node.get()), key + " has to be a list", "");
      return List.of();
    }
    int size = sequence.getValue().size();
    if (size < least || size > most) {
      origin
          .problems()
          .error(place(key), key + " needs " + least + " to " + most + " entries, has " + size, "");
    }
    return sequence.getValue().stream().limit(most).toList();
  }

  private Optional<YamlMap> map(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(mapping, origin));
    }
    origin.problems().error(placeOf(node), key + " has to hold keys and values", "");
    return Optional.empty();
  }

  private Optional<Placed<String>> text(Node node, String key, int most) {
    Place place = placeOf(node);
    if (!(node instanceof ScalarNode scalar)) {
      origin.problems().error(place, key + " has to be text", "");
      return Optional.empty();
    }
    String text = scalar.getValue().replaceAll("\\s+", " ").strip();
    if (text.isEmpty() || text.length() > most) {
      origin
          .problems()
          .error(
              place,
              text.isEmpty()
                  ? key + " is empty"
                  : key + " has " + text.length() + " characters, at most " + most + " are allowed",
              "");
      return Optional.empty();
    }
    return Optional.of(new Placed<>(text, place));
  }

  private Place placeOf(Node node) {
    return Yaml.place(origin.file(), node.getStartMark(), origin.linesBefore());
  }

  private static String clipped(String key) {
    return key.length() > 40 ? key.substring(0, 40) + "…" : key;
  }
}
