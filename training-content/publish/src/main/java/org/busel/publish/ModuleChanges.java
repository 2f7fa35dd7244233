package org.busel.publish;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a reviewer has to read before signing: every line that is new, gone or other since an earlier version.
///
/// @param pages only those that differ
public record ModuleChanges(int from, int to, List<Page> pages) {
  private static final int CONTEXT = 2;

  public ModuleChanges {
    pages = List.copyOf(pages);
  }

  /// How one page differs.
  public sealed interface Page {
    String name();

    /// Not there before.
    record Added(String name, List<String> lines) implements Page {
      public Added {
        lines = List.copyOf(lines);
      }
    }

    /// Not there any more.
    record Removed(String name) implements Page {}

    /// Other than before.
    ///
    /// @param lines as a unified diff: `@@` before each place, then lines that begin with ` `, `-` or `+`
    record Changed(String name, List<String> lines) implements Page {
      public Changed {
        lines = List.copyOf(lines);
      }
    }
  }

  /// Compares two versions.
  public static ModuleChanges between(ModulePages before, ModulePages after) {
    SortedSet<String> names = new TreeSet<>(before.pages().keySet());
    names.addAll(after.pages().keySet());
    List<Page> pages = new ArrayList<>();
    for (String name : names) {
      List<String> old = before.pages().getOrDefault(name, List.of());
      List<String> now = after.pages().getOrDefault(name, List.of());
      if (!before.pages().containsKey(name)) {
        pages.add(new Page.Added(name, now));
      } else if (!after.pages().containsKey(name)) {
        pages.add(new Page.Removed(name));
      } else if (!old.equals(now)) {
        Patch<String> patch = DiffUtils.diff(old, now);
        List<String> lines =
            UnifiedDiffUtils.generateUnifiedDiff(name, name, old, patch, CONTEXT);
        pages.add(new Page.Changed(name, lines.subList(2, lines.size())));
      }
    }
    return new ModuleChanges(before.version(), after.version(), pages);
  }
}
