package org.busel.cli.review;

import org.busel.triage.Findings;
import org.busel.triage.Marker;
import org.busel.triage.Review;
import org.busel.triage.TechniqueSign;

/// A review as one self-contained HTML page: no script, no picture, nothing fetched. Markers are `mark` elements that a
/// screen reader announces by their number; colours keep a contrast of at least 7 to 1 and are never the only sign.
public record ReviewPage(ReviewWords words) {
  /// The page for a text and its review.
  public String of(String text, Review review) {
    var page = new StringBuilder(head());
    page.append("<h1>").append(words.say("title")).append("</h1>\n");
    switch (review) {
      case Review.Reviewed(var level, var findings) -> {
        paragraph(page, "<strong>" + words.say("level." + level) + "</strong>");
        paragraph(page, words.say("probability", Math.round(100 * findings.probability())));
      }
      case Review.Abstained(var reason, _, _) ->
          paragraph(
              page,
              "<strong>" + words.say("cannot-say") + "</strong>: " + words.say("reason." + reason));
    }
    ReviewScreen.findings(review).ifPresent(findings -> findings(page, text, findings));
    paragraph(page, words.say("limits"));
    paragraph(page, words.say("lesson"));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private String head() {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>%s</title>
    <style>
    body { font: 1.1rem/1.6 serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
    mark { background: #ffe9b8; color: #111; border-bottom: 2px solid #8a4b00 }
    .text { white-space: pre-wrap }
    .quoted, .boilerplate { color: #505050 }
    .quoted { font-style: italic }
    </style>
    </head>
    <body>
    <main>
    """
        .formatted(words.language(), words.say("title"));
  }

  private void findings(StringBuilder page, String text, Findings findings) {
    if (findings.experimental()) {
      paragraph(page, words.say("experimental"));
    }
    if (findings.cut()) {
      paragraph(page, words.say("cut"));
    }
    if (!findings.techniques().isEmpty()) {
      page.append("<h2>").append(words.say("techniques")).append("</h2>\n<ul>\n");
      for (TechniqueSign sign : findings.techniques()) {
        String strength = words.say(sign.likely() ? "likely" : "possible");
        page.append("<li>").append(strength).append(": ");
        page.append(words.say("technique." + sign.technique()));
        page.append("<br><code>").append(words.say("lesson." + sign.technique()));
        page.append("</code></li>\n");
      }
      page.append("</ul>\n");
    }
    page.append("<div class=\"text\" lang=\"").append(findings.language().code()).append("\">");
    int number = 0;
    for (Pieces.Piece piece : Pieces.of(text, findings)) {
      switch (piece.kind()) {
        case PLAIN -> page.append(escaped(piece.text()));
        case QUOTED -> span(page, "quoted", piece.text());
        case BOILERPLATE -> span(page, "boilerplate", piece.text());
        case MARKER -> {
          number++;
          page.append("<mark>")
              .append(escaped(piece.text()))
              .append("<sup><a href=\"#m")
              .append(number);
          page.append("\">").append(number).append("</a></sup></mark>");
        }
      }
    }
    page.append("</div>\n");
    places(page, findings);
  }

  private void places(StringBuilder page, Findings findings) {
    if (findings.markers().isEmpty()) {
      return;
    }
    page.append("<h2>").append(words.say("places")).append("</h2>\n<ol>\n");
    int number = 0;
    for (Marker marker : findings.markers()) {
      number++;
      page.append("<li id=\"m").append(number).append("\">");
      marker.technique().ifPresent(t -> page.append(words.say("technique." + t)).append("; "));
      if (!marker.words().isEmpty()) {
        page.append(words.say("weighed", escaped(String.join(", ", marker.words()))));
      }
      page.append("</li>\n");
    }
    page.append("</ol>\n");
  }

  private void span(StringBuilder page, String kind, String text) {
    page.append("<span class=\"")
        .append(kind)
        .append("\" title=\"")
        .append(words.say(kind))
        .append("\">");
    page.append(escaped(text)).append("</span>");
  }

  private static void paragraph(StringBuilder page, String html) {
    page.append("<p>").append(html).append("</p>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
