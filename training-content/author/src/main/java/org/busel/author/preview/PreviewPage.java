package org.busel.author.preview;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.busel.author.Problem;
import org.busel.format.Language;

/// One answer to a browser.
final class PreviewPage {
  private final int status;
  private final String mediaType;
  private final byte[] body;

  PreviewPage(int status, String mediaType, byte[] body) {
    this.status = status;
    this.mediaType = mediaType;
    this.body = body.clone();
  }

  int status() {
    return status;
  }

  String mediaType() {
    return mediaType;
  }

  byte[] body() {
    return body.clone();
  }

  static PreviewPage text(int status, String text) {
    return new PreviewPage(status, "text/plain; charset=utf-8", bytes(text));
  }

  /// A whole page.
  ///
  /// @param content safe HTML
  /// @param stamp of the text it shows
  static PreviewPage html(Language language, String title, String content, String stamp) {
    String page =
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title><link rel="stylesheet" href="/style.css"></head>
        <body data-stamp="%s"><nav><a href="/">preview</a></nav><main>
        %s
        </main><script src="/reload.js"></script></body></html>
        """
            .formatted(language, escaped(title), stamp, content);
    return new PreviewPage(200, "text/html; charset=utf-8", bytes(page));
  }

  /// What is wrong, as a list.
  static String problems(List<Problem> problems) {
    StringBuilder html = new StringBuilder();
    for (Problem problem : problems) {
      html.append("<li class=\"")
          .append(problem.severity() == Problem.Severity.ERROR ? "error" : "warning")
          .append("\"><code>")
          .append(escaped(problem.place().toString()))
          .append("</code> ")
          .append(escaped(problem.message()));
      if (!problem.hint().isEmpty()) {
        html.append("<br><small>").append(escaped(problem.hint())).append("</small>");
      }
      html.append("</li>");
    }
    return html.isEmpty() ? "" : "<ul class=\"problems\">" + html + "</ul>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
