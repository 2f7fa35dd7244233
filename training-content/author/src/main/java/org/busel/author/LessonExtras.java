package org.busel.author;

import java.util.List;
import java.util.Map;
import org.busel.author.LessonReader.LessonSource;
import org.busel.format.Language;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/// Puts what the front matter says into the page: warnings before it, sources after it.
final class LessonExtras {
  private static final Map<String, String> SOURCES =
      Map.of(
          "be", "Крыніцы",
          "ru", "Источники",
          "uk", "Джерела",
          "en", "Sources",
          "pl", "Źródła",
          "lt", "Šaltiniai",
          "de", "Quellen",
          "fr", "Sources");

  private LessonExtras() {}

  static void add(
      Node document, Language language, List<String> warnings, List<LessonSource> sources) {
    if (!warnings.isEmpty()) {
      BlockQuote quote = new BlockQuote();
      warnings.forEach(warning -> quote.appendChild(paragraph(new Text("⚠ " + warning))));
      document.prependChild(quote);
    }
    if (!sources.isEmpty()) {
      Heading heading = new Heading();
      heading.setLevel(2);
      heading.appendChild(new Text(SOURCES.getOrDefault(language.code(), "Sources")));
      document.appendChild(heading);
      BulletList list = new BulletList();
      list.setTight(true);
      sources.forEach(source -> list.appendChild(item(source)));
      document.appendChild(list);
    }
  }

  private static Node item(LessonSource source) {
    Text title = new Text(source.title());
    Node content =
        source
            .url()
            .<Node>map(url -> {
              Link link = new Link(url, null);
              link.appendChild(title);
              return link;
            })
            .orElse(title);
    ListItem item = new ListItem();
    item.appendChild(paragraph(content));
    return item;
  }

  private static Paragraph paragraph(Node content) {
    Paragraph paragraph = new Paragraph();
    paragraph.appendChild(content);
    return paragraph;
  }
}
