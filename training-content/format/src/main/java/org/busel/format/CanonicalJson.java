package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/// Writes a value in the one form that is signed: OLPC canonical JSON in UTF-8. FORMAT.md, "JSON".
///
/// No white space; members sorted by name; in strings only `"` and `\` are escaped, with a backslash. Because strings
/// hold no control characters, the result is ordinary JSON as well.
public final class CanonicalJson {
  private CanonicalJson() {}

  /// The canonical bytes of `value`.
  public static byte[] write(Json value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, Json value) {
    if (value instanceof Json.Members members) {
      appendMembers(out, members);
    } else if (value instanceof Json.Items items) {
      appendItems(out, items);
    } else if (value instanceof Json.Text text) {
      appendText(out, text.value());
    } else if (value instanceof Json.Whole whole) {
      out.append(whole.value());
    } else if (value instanceof Json.Flag flag) {
      out.append(flag.value());
    }
  }

  private static void appendMembers(StringBuilder out, Json.Members members) {
    out.append('{');
    Iterator<Map.Entry<String, Json>> entries = members.byName().entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Json> entry = entries.next();
      appendText(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      if (entries.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private static void appendItems(StringBuilder out, Json.Items items) {
    out.append('[');
    Iterator<Json> values = items.values().iterator();
    while (values.hasNext()) {
      append(out, values.next());
      if (values.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
