package org.busel.sdk.courses;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.CanonicalJson;
import org.busel.format.Json;
import org.busel.format.Known;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;
import org.busel.format.VerifyingKey;

/// Everything that the device remembers about modules, in one value of the store: replacing it is what makes a fetch
/// take effect, all at once.
///
/// @param board the key trusted instead of the one from the invitation, if the learner said so
/// @param curriculum what was accepted last
/// @param volumes by module
/// @param obsolete names in the store that nothing needs any more; still to be removed if a crash came in between
record Shelf(
    Optional<VerifyingKey> board,
    Known curriculum,
    Map<ModuleId, Volume> volumes,
    List<String> obsolete) {
  private static final String NAME = "shelf";

  Shelf {
    volumes = Map.copyOf(volumes);
    obsolete = List.copyOf(obsolete);
  }

  Volume volume(ModuleId module) {
    return volumes.getOrDefault(module, Volume.NONE);
  }

  Shelf with(ModuleId module, Volume volume) {
    Map<ModuleId, Volume> changed = new TreeMap<>(volumes);
    changed.put(module, volume);
    return new Shelf(board, curriculum, changed, obsolete);
  }

  Shelf withCurriculum(Known known) {
    return new Shelf(board, known, volumes, obsolete);
  }

  Shelf withObsolete(List<String> names) {
    return new Shelf(board, curriculum, volumes, names);
  }

  /// A new board vouches for nothing yet: what the old one had accepted does not bind it.
  Shelf withBoard(VerifyingKey key) {
    return new Shelf(Optional.of(key), Known.NOTHING, volumes, obsolete);
  }

  void save(CourseStore store) {
    Map<String, Json> json = new TreeMap<>();
    board.ifPresent(key -> json.put("board", new Json.Text(key.hex())));
    json.put("curriculum_version", new Json.Whole(curriculum.version()));
    json.put("curriculum_digest", new Json.Text(curriculum.digest().hex()));
    Map<String, Json> each = new TreeMap<>();
    volumes.forEach((module, volume) -> each.put(module.text(), volume.toJson()));
    json.put("volumes", Json.Members.of(each));
    json.put("obsolete", new Json.Items(obsolete.stream().<Json>map(Json.Text::new).toList()));
    store.put(NAME, CanonicalJson.write(Json.Members.of(json)));
  }

  static Shelf load(CourseStore store) {
    Optional<byte[]> bytes = store.get(NAME);
    if (bytes.isEmpty()) {
      return new Shelf(Optional.empty(), Known.NOTHING, Map.of(), List.of());
    }
    if (!(StrictJson.read(bytes.get()) instanceof StrictJson.Reading.Read read)) {
      throw Stored.damaged();
    }
    Stored stored = new Stored(read.value());
    Map<ModuleId, Volume> volumes = new TreeMap<>();
    stored
        .object("volumes")
        .forEach((id, volume) -> volumes.put(new ModuleId(id), Volume.fromJson(volume)));
    return new Shelf(
        stored.textIfAny("board").map(VerifyingKey::new),
        new Known(
            Math.toIntExact(stored.number("curriculum_version")),
            new Sha256(stored.text("curriculum_digest"))),
        volumes,
        new ArrayList<>(stored.texts("obsolete")));
  }
}
