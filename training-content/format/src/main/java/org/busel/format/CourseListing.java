package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The list of modules that a relay offers (`GET /v1/catalog`), as canonical JSON. FORMAT.md, "Listing".
///
/// Nobody signs it: it helps to find a module and proves nothing. What is fetched is verified by its manifest.
///
/// @param modules at most [#MAX_MODULES], by id
public record CourseListing(List<Entry> modules) {
  /// The most modules in one listing.
  public static final int MAX_MODULES = 2_000;

  public CourseListing {
    modules = modules.stream().sorted((a, b) -> a.module().compareTo(b.module())).toList();
  }

  /// One module, as its current manifest describes it, if the relay is honest.
  ///
  /// @param texts titles and summaries by language; objectives and warnings are left to the manifest
  /// @param languages the source language first
  /// @param bytes of all its files
  public record Entry(
      ModuleId module,
      int version,
      List<Language> languages,
      Map<Language, Headline> texts,
      About.Effort effort,
      long bytes) {
    public Entry {
      languages = List.copyOf(languages);
      texts = Map.copyOf(texts);
    }

    /// Title and summary in `language`, or in the source language if there are none.
    public Headline textsIn(Language language) {
      return Optional.ofNullable(texts.get(language))
          .or(() -> Optional.ofNullable(texts.get(languages.get(0))))
          .orElseThrow();
    }
  }

  /// What a list shows about a module.
  ///
  /// @param title at most 200 characters
  /// @param summary at most 1,000 characters
  public record Headline(String title, Optional<String> summary) {}

  /// What became of reading.
  public sealed interface Reading {
    /// A listing; hearsay.
    record Read(CourseListing listing) implements Reading {}

    /// Not a listing.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}
  }

  /// The entry that describes a manifest.
  public static Entry entryOf(Manifest manifest) {
    Map<Language, Headline> texts = new TreeMap<>();
    manifest
        .about()
        .texts()
        .forEach((language, it) -> texts.put(language, new Headline(it.title(), it.summary())));
    return new Entry(
        manifest.module(),
        manifest.version(),
        manifest.about().languages(),
        texts,
        manifest.about().effort(),
        manifest.totalBytes());
  }

  /// The listing as it travels.
  public byte[] bytes() {
    List<Json> each = modules.stream().map(CourseListing::toJson).toList();
    return CanonicalJson.write(Json.Members.of(Map.of("modules", new Json.Items(each))));
  }

  private static Json toJson(Entry entry) {
    Map<String, Json> texts = new TreeMap<>();
    entry
        .texts()
        .forEach((language, it) -> {
          Map<String, Json> one = new TreeMap<>();
          one.put("title", new Json.Text(it.title()));
          it.summary().ifPresent(summary -> one.put("summary", new Json.Text(summary)));
          texts.put(language.code(), Json.Members.of(one));
        });
    return Json.Members.of(
        Map.of(
            "module", new Json.Text(entry.module().text()),
            "version", new Json.Whole(entry.version()),
            "languages", Texts.texts(entry.languages().stream().map(Language::code).toList()),
            "texts", Json.Members.of(texts),
            "level", new Json.Text(entry.effort().level()),
            "minutes", new Json.Whole(entry.effort().minutes()),
            "bytes", new Json.Whole(entry.bytes())));
  }

  /// Reads a listing that may come from anybody.
  public static Reading read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read read)) {
      return new Reading.Refused("not canonical JSON");
    }
    try {
      return new Reading.Read(
          new CourseListing(
              Fields.of(read.value()).items("modules", MAX_MODULES, CourseListing::entry)));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  private static Entry entry(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    List<Language> languages =
        fields.items("languages", About.MAX_LANGUAGES, it -> it.parsed(Language::parse));
    Fields byLanguage = fields.get("texts").object();
    if (languages.isEmpty()) {
      throw new MalformedException(place.where() + " has no language");
    }
    Map<Language, Headline> texts = new TreeMap<>();
    for (Language language : languages) {
      Fields one = byLanguage.get(language.code()).object();
      texts.put(language, new Headline(one.text("title", 200), one.textIfAny("summary", 1_000)));
    }
    return new Entry(
        fields.get("module").parsed(ModuleId::parse),
        (int) fields.number("version", 1, Integer.MAX_VALUE),
        languages,
        texts,
        new About.Effort(
            fields
                .get("level")
                .parsed(
                    it -> About.Effort.LEVELS.contains(it) ? Optional.of(it) : Optional.empty()),
            (int) fields.number("minutes", 1, 10_000)),
        fields.number("bytes", 0, Json.MAX_NUMBER));
  }
}
