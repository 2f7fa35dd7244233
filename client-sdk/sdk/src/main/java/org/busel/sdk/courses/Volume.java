package org.busel.sdk.courses;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.busel.format.Json;
import org.busel.format.Known;
import org.busel.format.Language;
import org.busel.format.Sha256;

/// What the device remembers about one module.
///
/// @param seen the newest version that was ever verified here, fetched or not; nothing older is accepted again
/// @param whole hash of the manifest whose files are all here
/// @param languages that were asked for
/// @param checked when `whole` was last compared with what the relay offers
/// @param pending hash of a manifest whose files are still being fetched
record Volume(
    Known seen,
    Optional<Sha256> whole,
    Set<Language> languages,
    Instant checked,
    Optional<Sha256> pending) {
  static final Volume NONE =
      new Volume(Known.NOTHING, Optional.empty(), Set.of(), Instant.EPOCH, Optional.empty());

  Volume {
    languages = Set.copyOf(languages);
  }

  /// This volume while a manifest that was just verified is being fetched.
  Volume begun(Known newest, Sha256 manifest) {
    return new Volume(newest, whole, languages, checked, Optional.of(manifest));
  }

  Json toJson() {
    Map<String, Json> json = new TreeMap<>();
    json.put("seen_version", new Json.Whole(seen.version()));
    json.put("seen_digest", new Json.Text(seen.digest().hex()));
    whole.ifPresent(it -> json.put("whole", new Json.Text(it.hex())));
    json.put(
        "languages",
        new Json.Items(
            languages.stream().sorted().<Json>map(it -> new Json.Text(it.code())).toList()));
    json.put("checked", new Json.Whole(checked.getEpochSecond()));
    pending.ifPresent(it -> json.put("pending", new Json.Text(it.hex())));
    return Json.Members.of(json);
  }

  static Volume fromJson(Json json) {
    Stored stored = new Stored(json);
    List<String> codes = stored.texts("languages");
    return new Volume(
        new Known(
            Math.toIntExact(stored.number("seen_version")), new Sha256(stored.text("seen_digest"))),
        stored.textIfAny("whole").map(Sha256::new),
        new TreeSet<>(codes.stream().map(Language::new).toList()),
        Instant.ofEpochSecond(stored.number("checked")),
        stored.textIfAny("pending").map(Sha256::new));
  }
}
