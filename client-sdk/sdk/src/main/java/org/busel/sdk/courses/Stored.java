package org.busel.sdk.courses;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.busel.format.Json;
import org.jspecify.annotations.Nullable;

/// Members of an object that this room has written itself. What does not fit is damage of the store, and a bug or a
/// broken disk, never somebody's doing: the store authenticates.
record Stored(SortedMap<String, Json> members) {
  Stored(Json json) {
    this(json instanceof Json.Members object ? object.byName() : new TreeMap<>());
  }

  String text(String name) {
    return textIfAny(name).orElseThrow(Stored::damaged);
  }

  Optional<String> textIfAny(String name) {
    @Nullable Json value = members.get(name);
    return value instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  long number(String name) {
    @Nullable Json value = members.get(name);
    if (value instanceof Json.Whole whole) {
      return whole.value();
    }
    throw damaged();
  }

  List<String> texts(String name) {
    @Nullable Json value = members.get(name);
    if (value instanceof Json.Items items) {
      return items.values().stream().map(Stored::text).toList();
    }
    throw damaged();
  }

  List<Json> list(String name) {
    @Nullable Json value = members.get(name);
    if (value instanceof Json.Items items) {
      return items.values();
    }
    throw damaged();
  }

  Map<String, Json> object(String name) {
    @Nullable Json value = members.get(name);
    if (value instanceof Json.Members object) {
      return object.byName();
    }
    throw damaged();
  }

  static IllegalStateException damaged() {
    return new IllegalStateException("the course shelf of this device is damaged");
  }

  private static String text(Json value) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw damaged();
  }
}
