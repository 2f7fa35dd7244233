package org.busel.triage.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads plain text, Markdown or HTML into characters that remember where they came from. One pass, no recursion;
/// tags are not checked for balance, because pages in the wild are not balanced.
final class Markup {
  private static final int LONGEST_TAG = 4_000;
  private static final Set<String> PAGE_TAGS =
      Set.of(
          "html",
          "body",
          "p",
          "div",
          "br",
          "a",
          "span",
          "article",
          "blockquote",
          "h1",
          "h2",
          "!doctype",
          "b",
          "i");
  private static final Set<String> UNREAD =
      Set.of("script", "style", "head", "nav", "footer", "noscript", "svg");
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "br",
          "li",
          "ul",
          "ol",
          "tr",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "article",
          "section",
          "blockquote");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("bdquo", "„"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("mdash", "—"),
          Map.entry("ndash", "–"),
          Map.entry("hellip", "…"),
          Map.entry("shy", ""));

  private final String source;
  private final int end;
  private final Raw out = new Raw();
  private int quotedDepth;

  private Markup(String source) {
    this.source = source;
    this.end = source.length();
  }

  /// Reads at most the first `limit` UTF-16 units of the source.
  static Raw read(String source, int limit) {
    int end = Math.min(source.length(), limit);
    if (end < source.length() && Character.isHighSurrogate(source.charAt(end - 1))) end--;
    // Cut before anything searches, so that a search costs no more than what is read.
    String read = source.substring(0, end);
    var markup = new Markup(read);
    if (looksLikeHtml(read, end)) markup.html();
    else markup.markdown();
    return markup.out;
  }

  private static boolean looksLikeHtml(String source, int end) {
    for (int i = source.indexOf('<'); i >= 0 && i < end - 2; i = source.indexOf('<', i + 1)) {
      if (PAGE_TAGS.contains(tagName(source, i, end))) return true;
    }
    return false;
  }

  private static String tagName(String source, int open, int end) {
    int from = open + 1;
    if (from < end && source.charAt(from) == '/') from++;
    int to = from;
    while (to < end
        && to - from < 12
        && (Character.isLetterOrDigit(source.charAt(to)) || source.charAt(to) == '!')) {
      to++;
    }
    if (to < end && " \t\r\n/>".indexOf(source.charAt(to)) < 0) return "";
    return source.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private void html() {
    int i = 0;
    while (i < end) {
      char c = source.charAt(i);
      if (c == '<') i = tag(i);
      else if (c == '&') i = entity(i);
      else if (c == '\n' || c == '\r') {
        // A line break in HTML is a space.
        out.add(' ', i, i + 1, mark());
        i++;
      } else i = codePoint(i);
    }
  }

  private byte mark() {
    return quotedDepth > 0 ? Marks.QUOTED : Marks.OWN;
  }

  private int tag(int open) {
    if (source.startsWith("<!--", open)) {
      int close = source.indexOf("-->", open + 4);
      return close < 0 || close > end ? end : Math.min(end, close + 3);
    }
    int close = source.indexOf('>', open);
    if (close < 0 || close >= end || close - open > LONGEST_TAG) {
      out.add('<', open, open + 1, mark());
      return open + 1;
    }
    String name = tagName(source, open, end);
    boolean closing = source.charAt(open + 1) == '/';
    if (!closing && UNREAD.contains(name)) return afterElement(name, close + 1);
    if (name.equals("blockquote") || name.equals("q")) {
      quotedDepth = Math.max(0, quotedDepth + (closing ? -1 : 1));
    }
    if (BLOCKS.contains(name)) out.add('\n', open, close + 1, mark());
    return close + 1;
  }

  private int afterElement(String name, int from) {
    for (int i = source.indexOf("</", from); i >= 0 && i < end; i = source.indexOf("</", i + 2)) {
      if (tagName(source, i, end).equals(name)) {
        int close = source.indexOf('>', i);
        return close < 0 || close >= end ? end : close + 1;
      }
    }
    return end;
  }

  private int entity(int at) {
    int semicolon = source.indexOf(';', at);
    if (semicolon < 0 || semicolon >= end || semicolon - at > 10) return codePoint(at);
    String name = source.substring(at + 1, semicolon);
    String meant = name.startsWith("#") ? numbered(name) : ENTITIES.get(name);
    if (meant == null) return codePoint(at);
    for (int k = 0; k < meant.length(); k++) out.add(meant.charAt(k), at, semicolon + 1, mark());
    return semicolon + 1;
  }

  private static @org.jspecify.annotations.Nullable String numbered(String name) {
    try {
      boolean hex = name.startsWith("#x") || name.startsWith("#X");
      int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(codePoint) && codePoint >= 0x20 && codePoint < 0xD800
          ? Character.toString(codePoint)
          : " ";
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private void markdown() {
    int i = 0;
    boolean lineStart = true;
    boolean quotedLine = false;
    while (i < end) {
      char c = source.charAt(i);
      if (lineStart) {
        quotedLine = c == '>' && i + 1 < end && source.charAt(i + 1) != '>';
        while (i < end && (source.charAt(i) == '#' || (quotedLine && source.charAt(i) == '>'))) {
          if (source.charAt(i) == '#' && i + 1 < end && " #".indexOf(source.charAt(i + 1)) < 0)
            break;
          i++;
        }
        quotedDepth = quotedLine ? 1 : 0;
        lineStart = false;
        continue;
      }
      if (c == '\n') {
        lineStart = true;
        out.add(c, i, i + 1, mark());
        i++;
      } else if (c == '*' || c == '`' || (c == '_' && i + 1 < end && source.charAt(i + 1) == '_')) {
        i += c == '_' ? 2 : 1;
      } else if (c == ']' && i + 1 < end && source.charAt(i + 1) == '(') {
        i = linkTarget(i);
      } else if (c == '[' || (c == '!' && i + 1 < end && source.charAt(i + 1) == '[')) {
        out.add(' ', i, i + 1, mark());
        i += c == '[' ? 1 : 2;
      } else i = codePoint(i);
    }
  }

  private int linkTarget(int at) {
    int i = at + 2;
    while (i < end && i - at < LONGEST_TAG && source.charAt(i) != ')' && source.charAt(i) > ' ')
      i++;
    if (i < end && source.charAt(i) == ')') return i + 1;
    out.add(']', at, at + 1, mark());
    return at + 1;
  }

  private int codePoint(int at) {
    int codePoint = source.codePointAt(at);
    int next = Math.min(end, at + Character.charCount(codePoint));
    if (Folding.isInvisible(codePoint)) return next;
    if (Folding.isCombining(codePoint)) {
      if (out.length > 0 && Character.isLetter(out.chars[out.length - 1])) {
        out.chars[out.length - 1] = Folding.composed(out.chars[out.length - 1], codePoint);
        out.ends[out.length - 1] = next;
      }
      return next;
    }
    String plain = Folding.plain(codePoint);
    if (plain.length() > 4) plain = plain.substring(0, 4);
    for (int k = 0; k < plain.length(); k++) out.add(plain.charAt(k), at, next, mark());
    return next;
  }
}
