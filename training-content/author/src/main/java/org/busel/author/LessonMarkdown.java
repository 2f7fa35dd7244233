package org.busel.author;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.author.DraftItem.LessonLink;
import org.busel.author.Problem.Place;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Parses a lesson's Markdown and looks for what WRITING.md does not allow.
final class LessonMarkdown extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          // Deep nesting is never meant, and the visitors here are recursive.
          .maxOpenBlockParsers(20)
          .maxInlineNesting(20)
          .build();

  private static final Pattern WEB =
      Pattern.compile("https://[^\\s/].*|http://[^\\s/]+\\.onion(/.*)?");
  private static final Pattern ADDRESS = Pattern.compile("(mailto|tel):.+");
  private static final Pattern LESSON =
      Pattern.compile("(lesson-[0-9]{2}-[a-z0-9-]+)\\.md(?:#(.*))?");
  private static final Pattern PICTURE = Pattern.compile("\\.\\./media/([a-z0-9.-]+)");

  private final LessonReader.LessonBody body;
  private final String item;
  private final Set<String> media;
  private final Problems problems;
  private final Map<Node, String> anchors = new HashMap<>();
  private final Map<String, Integer> anchorUses = new HashMap<>();
  private final List<LessonLink> links = new ArrayList<>();
  private final Set<String> pictures = new TreeSet<>();
  private int headingLevel = 1;

  /// @param item the lesson's name, for links within the page
  /// @param media names of the files that pictures may show
  LessonMarkdown(LessonReader.LessonBody body, String item, Set<String> media, Problems problems) {
    this.body = body;
    this.item = item;
    this.media = media;
    this.problems = problems;
  }

  /// The parsed document, after everything that is wrong with it went to the problems.
  Node checked() {
    Node document = PARSER.parse(body.markdown());
    document.accept(this);
    return document;
  }

  /// The anchor of each heading.
  Map<Node, String> anchorsByHeading() {
    return anchors;
  }

  DraftItem.References references() {
    return new DraftItem.References(pictures, links, Set.copyOf(anchors.values()));
  }

  /// Whether a lesson may lead a learner to `url`.
  static boolean isWebAddress(String url) {
    return WEB.matcher(url).matches();
  }

  @Override
  public void visit(Heading heading) {
    int level = heading.getLevel();
    if (level == 1) {
      problems.error(
          place(heading), "a heading of the first level", "the title does that; begin with ##");
    } else if (level > headingLevel + 1) {
      problems.error(
          place(heading),
          "the heading skips a level",
          "use " + "#".repeat(headingLevel + 1) + " here");
    }
    headingLevel = Math.max(1, level);
    String slug = slug(Words.of(heading));
    int use = anchorUses.merge(slug, 1, Integer::sum);
    String anchor = use == 1 ? slug : slug + "-" + use;
    anchors.put(heading, anchor);
    visitChildren(heading);
  }

  @Override
  public void visit(HtmlBlock block) {
    html(block);
  }

  @Override
  public void visit(HtmlInline inline) {
    html(inline);
  }

  private void html(Node node) {
    problems.error(
        place(node), "HTML is not allowed", "say it in Markdown; < as a character is written \\<");
  }

  @Override
  public void visit(Link link) {
    String to = link.getDestination();
    Matcher lesson = LESSON.matcher(to);
    if (lesson.matches()) {
      String anchor = lesson.group(2);
      links.add(new LessonLink(lesson.group(1), anchor == null ? "" : anchor, place(link)));
    } else if (to.startsWith("#")) {
      links.add(new LessonLink(item, to.substring(1), place(link)));
    } else if (!isWebAddress(to) && !ADDRESS.matcher(to).matches()) {
      boolean plain = to.startsWith("http://");
      problems.error(
          place(link),
          plain ? "the link is not encrypted" : "the link leads nowhere",
          plain
              ? "use https://"
              : "link to https://…, mailto:…, tel:…, #heading or lesson-NN-SLUG.md");
    }
    if (Words.of(link).isBlank()) {
      problems.error(place(link), "the link has no text", "say where it leads");
    }
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    Matcher picture = PICTURE.matcher(image.getDestination());
    if (!picture.matches()) {
      problems.error(
          place(image),
          "the picture is not in media/",
          "put it there and write ![what can be seen](../media/NAME)");
    } else if (!media.contains(picture.group(1))) {
      problems.error(
          place(image),
          "there is no media/" + picture.group(1),
          media.isEmpty() ? "" : Nearest.hint(picture.group(1), media));
    } else {
      boolean _ = pictures.add(picture.group(1));
    }
    if (Words.of(image).isBlank()) {
      problems.error(
          place(image),
          "the picture has no alternative text",
          "say between the brackets what can be seen");
    }
  }

  private Place place(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      List<SourceSpan> spans = at.getSourceSpans();
      if (!spans.isEmpty()) {
        return new Place(
            body.file(),
            spans.getFirst().getLineIndex() + 1 + body.linesBefore(),
            spans.getFirst().getColumnIndex() + 1);
      }
    }
    return Problems.in(body.file());
  }

  private static String slug(String heading) {
    String slug =
        heading
            .toLowerCase(Locale.ROOT)
            .strip()
            .replaceAll("\\s", "-")
            .replaceAll("[^\\p{L}\\p{M}\\p{N}-]", "");
    return slug.isEmpty() ? "section" : slug;
  }
}
