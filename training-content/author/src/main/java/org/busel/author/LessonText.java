package org.busel.author;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/// Renders a lesson as plain text: one line a paragraph, an empty line between blocks. FORMAT.md, "Lessons".
final class LessonText extends AbstractVisitor {
  private final StringBuilder out = new StringBuilder();

  /// What every line begins with, outermost first: the indentation of lists, the bar of quotations.
  private final Deque<String> margins = new ArrayDeque<>();

  /// What the next line begins with instead of its innermost margin: a bullet or a number.
  private String bullet = "";

  private boolean tight;

  private LessonText() {}

  static String render(Node document) {
    LessonText visitor = new LessonText();
    document.accept(visitor);
    return visitor.out.toString().strip() + "\n";
  }

  @Override
  public void visit(Heading heading) {
    String words = Words.of(heading);
    line(words);
    // A rule under the heading, as long as it is, up to what a narrow screen shows.
    String rule = heading.getLevel() == 2 ? "=" : "-";
    line(rule.repeat(Math.min(40, words.codePointCount(0, words.length()))));
    gap();
  }

  @Override
  public void visit(Paragraph paragraph) {
    line(inline(paragraph));
    if (!tight) {
      gap();
    }
  }

  @Override
  public void visit(BlockQuote quote) {
    margins.addLast("│ ");
    visitChildren(quote);
    margins.removeLast();
    gap();
  }

  @Override
  public void visit(BulletList list) {
    list(list, list.isTight(), -1);
  }

  @Override
  public void visit(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    list(list, list.isTight(), start == null ? 1 : start);
  }

  private void list(ListBlock list, boolean isTight, int first) {
    boolean outer = tight;
    tight = isTight;
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (item instanceof ListItem) {
        String mark = first < 0 ? "• " : number++ + ". ";
        bullet = mark;
        margins.addLast(" ".repeat(mark.length()));
        visitChildren(item);
        margins.removeLast();
        bullet = "";
      }
    }
    tight = outer;
    if (!outer || margins.isEmpty()) {
      gap();
    }
  }

  @Override
  public void visit(FencedCodeBlock code) {
    code(code.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    code(code.getLiteral());
  }

  private void code(String literal) {
    margins.addLast("    ");
    literal.stripTrailing().replace("\t", "    ").lines().forEach(this::line);
    margins.removeLast();
    gap();
  }

  @Override
  public void visit(ThematicBreak rule) {
    line("* * *");
    gap();
  }

  @Override
  public void visit(CustomBlock block) {
    visitChildren(block);
    if (block instanceof TableBlock) {
      gap();
    }
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableRow row) {
      StringBuilder cells = new StringBuilder();
      for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
        if (cell instanceof TableCell) {
          cells.append(cells.isEmpty() ? "" : " | ").append(inline(cell));
        }
      }
      line(cells.toString());
    } else {
      visitChildren(node);
    }
  }

  private static String inline(Node parent) {
    Inline inline = new Inline();
    inline.visitChildrenOf(parent);
    return inline.words.toString().replace('\t', ' ');
  }

  private void line(String text) {
    for (String part : text.split("\n", -1)) {
      int left = margins.size();
      for (String margin : margins) {
        left--;
        boolean innermostList = left == 0 && !bullet.isEmpty();
        out.append(innermostList ? bullet : margin);
      }
      bullet = margins.isEmpty() ? bullet : "";
      out.append(part.stripTrailing()).append('\n');
    }
  }

  /// One empty line, however many blocks end here.
  private void gap() {
    if (!out.isEmpty() && !out.toString().endsWith("\n\n")) {
      out.append('\n');
    }
  }

  /// Words with the little that plain text keeps: where links lead, what pictures show.
  private static final class Inline extends AbstractVisitor {
    private final StringBuilder words = new StringBuilder();

    void visitChildrenOf(Node parent) {
      visitChildren(parent);
    }

    @Override
    public void visit(Text text) {
      words.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      words.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
      words.append(' ');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
      words.append('\n');
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      String to = link.getDestination();
      // Links inside the module have no address that a reader of plain text could use.
      boolean outside = to.contains(":") && !Words.of(link).equals(to);
      if (outside) {
        words.append(" <").append(to).append('>');
      }
    }

    @Override
    public void visit(Image image) {
      words.append('[').append(Words.of(image)).append(']');
    }
  }
}
