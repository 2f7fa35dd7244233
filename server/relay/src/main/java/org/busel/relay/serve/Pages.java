package org.busel.relay.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.busel.format.About;
import org.busel.format.CourseListing;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.Signature;
import org.busel.format.Texts;

/// The public pages: plain HTML that needs no script and reads well on a phone and in a screen reader. Pure functions.
///
/// Everything that comes out of a manifest is escaped: its signers are trusted to teach, not to write markup here.
final class Pages {
  private static final String STYLE =
      "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;"
          + "color:#1a1a1a;background:#fff}a{color:#00539f}li{margin:0 0 1rem}"
          + "ul{padding-left:1.2rem}dt{font-weight:600}dd{margin:0 0 .8rem;overflow-wrap:anywhere}"
          + "h1{line-height:1.2}.m{color:#4a4a4a;font-size:.95rem}"
          + "@media(prefers-color-scheme:dark){body{color:#eee;background:#16181b}a{color:#8cc4ff}"
          + ".m{color:#bbb}}";

  /// What the header says that browsers may do with a page: nothing but show it in this one style.
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final long KIB = 1_024;

  private Pages() {}

  /// The list of modules.
  static String catalogue(CourseListing listing, Words words) {
    StringBuilder html = head(words, words.of("title"));
    html.append("<main><h1>").append(words.of("title")).append("</h1>\n<p>");
    html.append(words.of(listing.modules().isEmpty() ? "empty" : "intro")).append("</p>\n");
    if (!listing.modules().isEmpty()) {
      html.append("<ul>\n");
      for (CourseListing.Entry entry : listing.modules()) {
        Language shown = shown(entry.languages(), words);
        CourseListing.Headline texts = entry.textsIn(shown);
        html.append("<li").append(lang(shown)).append("><a href=\"/courses/");
        html.append(escape(entry.module().text())).append("\">");
        html.append(escape(texts.title())).append("</a>");
        texts.summary().ifPresent(summary -> html.append("<br>").append(escape(summary)));
        html.append("<br><span class=\"m\" lang=\"").append(words.code()).append("\">");
        html.append(facts(entry.effort(), entry.languages(), entry.bytes(), words));
        html.append("</span></li>\n");
      }
      html.append("</ul>\n");
    }
    return html.append("</main>\n</body></html>\n").toString();
  }

  /// One module: what it is about, its lessons, who signed.
  static String module(Manifest manifest, List<Signature> signatures, Words words) {
    About about = manifest.about();
    Language shown = shown(about.languages(), words);
    Texts texts = about.textsIn(shown);
    StringBuilder html = head(words, texts.title());
    html.append("<nav><a href=\"/\">").append(words.of("back")).append("</a></nav>\n<main>");
    html.append("<h1").append(lang(shown)).append('>').append(escape(texts.title()));
    html.append("</h1>\n");
    texts
        .summary()
        .ifPresent(summary ->
            html.append("<p")
                .append(lang(shown))
                .append('>')
                .append(escape(summary))
                .append("</p>\n"));
    html.append("<p class=\"m\">");
    html.append(facts(about.effort(), about.languages(), manifest.totalBytes(), words));
    html.append("</p>\n<h2>").append(words.of("lessons")).append("</h2>\n<ul>\n");
    for (ModuleFile lesson : lessons(manifest, shown)) {
      FileRole role = lesson.role();
      role.heading()
          .ifPresent(heading ->
              html.append("<li")
                  .append(lang(role.language().orElse(shown)))
                  .append('>')
                  .append(escape(heading.title()))
                  .append("</li>\n"));
    }
    html.append("</ul>\n<dl><dt>").append(words.of("signed")).append("</dt>");
    for (Signature signature : signatures) {
      html.append("<dd><code>").append(escape(signature.by().forPeople())).append("</code></dd>");
    }
    return html.append("</dl>\n</main>\n</body></html>\n").toString();
  }

  /// Every lesson in `shown` where there is a translation, else in the source language, as a learner gets it.
  private static List<ModuleFile> lessons(Manifest manifest, Language shown) {
    Map<String, ModuleFile> byItem = new TreeMap<>();
    for (Language language : List.of(manifest.about().sourceLanguage(), shown)) {
      for (ModuleFile lesson : manifest.files(FileRole.LESSON, language, FileRole.HTML)) {
        byItem.put(lesson.role().item(), lesson);
      }
    }
    return List.copyOf(byItem.values());
  }

  private static StringBuilder head(Words words, String title) {
    return new StringBuilder("<!doctype html>\n<html lang=\"")
        .append(words.code())
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(title))
        .append("</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<style>")
        .append(STYLE)
        .append("</style></head>\n<body>\n");
  }

  private static Language shown(List<Language> languages, Words words) {
    return languages.stream()
        .filter(language -> language.code().equals(words.code()))
        .findFirst()
        .orElse(languages.getFirst());
  }

  private static String facts(
      About.Effort effort, List<Language> languages, long bytes, Words words) {
    String names = String.join(", ", languages.stream().map(Language::ownName).toList());
    return escape(
        words.of(effort.level())
            + " · "
            + effort.minutes()
            + " "
            + words.of("minutes")
            + " · "
            + words.of("languages")
            + ": "
            + names
            + " · "
            + words.of("size")
            + ": "
            + size(bytes));
  }

  private static String size(long bytes) {
    return bytes < KIB * KIB
        ? Math.max(1, bytes / KIB) + " KiB"
        : String.format(Locale.ROOT, "%.1f MiB", (double) bytes / (double) (KIB * KIB));
  }

  private static String lang(Language language) {
    return " lang=\"" + escape(language.code()) + "\"";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
