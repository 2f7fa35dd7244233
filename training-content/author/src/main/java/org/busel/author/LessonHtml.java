package org.busel.author;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// Renders a lesson as HTML that may be shown anywhere: FORMAT.md, "Lessons", lists every element and attribute.
///
/// The sanitizer has nothing to take away from what [LessonMarkdown] has let through. If it does, somebody found a way
/// past that, and the lesson is refused.
final class LessonHtml {
  private static final PolicyFactory SAFE =
      new HtmlPolicyBuilder()
          .allowElements("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote")
          .allowElements("pre", "code", "em", "strong", "br", "hr", "a", "img")
          .allowElements("table", "thead", "tbody", "tr", "th", "td")
          .allowUrlProtocols("https", "http", "mailto", "tel")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("src", "alt", "title")
          .onElements("img")
          .allowAttributes("id")
          .matching(Pattern.compile("[\\p{L}\\p{M}\\p{N}-]+"))
          .onElements("h2", "h3", "h4", "h5", "h6")
          .allowAttributes("align")
          .matching(Pattern.compile("left|right|center"))
          .onElements("th", "td")
          .allowAttributes("start")
          .matching(Pattern.compile("[0-9]{1,9}"))
          .onElements("ol")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[a-z0-9]+"))
          .onElements("code")
          .toFactory();

  private static final Pattern LESSON = Pattern.compile("(lesson-[a-z0-9-]+)\\.md(#.*)?");

  private LessonHtml() {}

  /// The page, or nothing if it could not be made safe without loss.
  static Optional<String> render(Node document, Map<Node, String> anchors) {
    String raw =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .percentEncodeUrls(true)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> adjust(node, attributes, anchors))
            .build()
            .render(document);
    AtomicBoolean lost = new AtomicBoolean();
    String safe = SAFE.sanitize(raw, new Loss(), lost);
    return lost.get() ? Optional.empty() : Optional.of(safe);
  }

  private static void adjust(Node node, Map<String, String> attributes, Map<Node, String> anchors) {
    @Nullable String anchor = anchors.get(node);
    if (node instanceof Heading && anchor != null) {
      attributes.put("id", anchor);
    }
    if (node instanceof Link) {
      // In the module lessons are .html; links between them stay links between neighbours.
      attributes.computeIfPresent(
          "href", (name, href) -> LESSON.matcher(href).replaceFirst("$1.html$2"));
    }
  }

  /// Notes that something was taken away.
  private static final class Loss implements HtmlChangeListener<AtomicBoolean> {
    @Override
    public void discardedTag(@Nullable AtomicBoolean lost, String element) {
      note(lost);
    }

    @Override
    public void discardedAttributes(
        @Nullable AtomicBoolean lost, String element, String... attributes) {
      note(lost);
    }

    private static void note(@Nullable AtomicBoolean lost) {
      if (lost != null) {
        lost.set(true);
      }
    }
  }
}
