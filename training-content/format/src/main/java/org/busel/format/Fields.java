package org.busel.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes an object apart member by member, and says where it hurts: `files[3].chunks[0].length`.
///
/// Members that nobody asks for are left alone, so that later versions may add some.
final class Fields {
  private final String where;
  private final Json.Members members;

  private Fields(String where, Json.Members members) {
    this.where = where;
    this.members = members;
  }

  /// One element of an array or member of an object, turned into something.
  @FunctionalInterface
  interface Reader<T> {
    T read(Place place) throws MalformedException;
  }

  /// A value and where it stands.
  record Place(String where, Json value) {
    Fields object() throws MalformedException {
      if (value instanceof Json.Members members) {
        return new Fields(where, members);
      }
      throw new MalformedException(where + " is no object");
    }

    String text(int most) throws MalformedException {
      if (!(value instanceof Json.Text text)) {
        throw new MalformedException(where + " is no string");
      }
      if (text.value().isBlank() || text.value().length() > most) {
        throw new MalformedException(where + " has not 1 to " + most + " characters");
      }
      return text.value();
    }

    <T> T parsed(Function<String, Optional<T>> parser) throws MalformedException {
      Optional<T> parsed = parser.apply(text(1_000));
      if (parsed.isEmpty()) {
        throw new MalformedException(where + " has not the right form");
      }
      return parsed.get();
    }

    <T> List<T> items(int most, Reader<T> reader) throws MalformedException {
      if (!(value instanceof Json.Items items)) {
        throw new MalformedException(where + " is no array");
      }
      if (items.values().size() > most) {
        throw new MalformedException(where + " has more than " + most + " elements");
      }
      List<T> all = new ArrayList<>();
      for (int i = 0; i < items.values().size(); i++) {
        all.add(reader.read(new Place(where + "[" + i + "]", items.values().get(i))));
      }
      return List.copyOf(all);
    }
  }

  /// The root of a document.
  static Fields of(Json value) throws MalformedException {
    return new Place("document", value).object().renamed("");
  }

  private Fields renamed(String newWhere) {
    return new Fields(newWhere, members);
  }

  Set<String> names() {
    return members.byName().keySet();
  }

  boolean has(String name) {
    return members.byName().containsKey(name);
  }

  Place get(String name) throws MalformedException {
    @Nullable Json value = members.byName().get(name);
    if (value == null) {
      throw new MalformedException(path(name) + " is missing");
    }
    return new Place(path(name), value);
  }

  String text(String name, int most) throws MalformedException {
    return get(name).text(most);
  }

  /// A string that may be absent.
  Optional<String> textIfAny(String name, int most) throws MalformedException {
    return has(name) ? Optional.of(text(name, most)) : Optional.empty();
  }

  long number(String name, long least, long most) throws MalformedException {
    Place place = get(name);
    if (!(place.value() instanceof Json.Whole whole)) {
      throw new MalformedException(place.where() + " is no number");
    }
    if (whole.value() < least || whole.value() > most) {
      throw new MalformedException(place.where() + " is not between " + least + " and " + most);
    }
    return whole.value();
  }

  boolean flag(String name) throws MalformedException {
    Place place = get(name);
    if (place.value() instanceof Json.Flag flag) {
      return flag.value();
    }
    throw new MalformedException(place.where() + " is neither true nor false");
  }

  <T> List<T> items(String name, int most, Reader<T> reader) throws MalformedException {
    return get(name).items(most, reader);
  }

  /// Requires that nothing stands here but `allowed`, for the few objects that are not covered by a signature.
  void nothingBut(Set<String> allowed) throws MalformedException {
    if (!allowed.containsAll(names())) {
      throw new MalformedException(
          (where.isEmpty() ? "document" : where) + " has a member too many");
    }
  }

  private String path(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }
}
