package org.busel.sdk.courses;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.CanonicalJson;
import org.busel.format.Json;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;

/// Everything that the device remembers about modules, in one value of the store: replacing it is what makes a fetch
/// take effect, all at once.
///
/// @param anchor digest of the first root, if the learner goes by another one than that of the invitation
/// @param trust names of the documents of the trust chain that are in the store
/// @param volumes by module
/// @param obsolete names in the store that nothing needs any more; still to be removed if a crash came in between
record Shelf(
    Optional<Sha256> anchor,
    List<String> trust,
    Map<ModuleId, Volume> volumes,
    List<String> obsolete) {
  private static final String NAME = "shelf";

  Shelf {
    trust = List.copyOf(trust);
    volumes = Map.copyOf(volumes);
    obsolete = List.copyOf(obsolete);
  }

  Volume volume(ModuleId module) {
    return volumes.getOrDefault(module, Volume.NONE);
  }

  Shelf with(ModuleId module, Volume volume) {
    Map<ModuleId, Volume> changed = new TreeMap<>(volumes);
    changed.put(module, volume);
    return new Shelf(anchor, trust, changed, obsolete);
  }

  Shelf withTrust(List<String> names) {
    return new Shelf(anchor, names, volumes, obsolete);
  }

  Shelf withObsolete(List<String> names) {
    return new Shelf(anchor, trust, volumes, names);
  }

  /// A new anchor vouches for nothing yet: what was believed by the old one does not bind it.
  Shelf withAnchor(Sha256 digest) {
    return new Shelf(Optional.of(digest), List.of(), volumes, obsolete);
  }

  void save(CourseStore store) {
    Map<String, Json> json = new TreeMap<>();
    anchor.ifPresent(it -> json.put("anchor", new Json.Text(it.hex())));
    json.put("trust", new Json.Items(trust.stream().<Json>map(Json.Text::new).toList()));
    Map<String, Json> each = new TreeMap<>();
    volumes.forEach((module, volume) -> each.put(module.text(), volume.toJson()));
    json.put("volumes", Json.Members.of(each));
    json.put("obsolete", new Json.Items(obsolete.stream().<Json>map(Json.Text::new).toList()));
    store.put(NAME, CanonicalJson.write(Json.Members.of(json)));
  }

  static Shelf load(CourseStore store) {
    Optional<byte[]> bytes = store.get(NAME);
    if (bytes.isEmpty()) {
      return new Shelf(Optional.empty(), List.of(), Map.of(), List.of());
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
        stored.textIfAny("anchor").map(Sha256::new),
        stored.texts("trust"),
        volumes,
        new ArrayList<>(stored.texts("obsolete")));
  }
}
