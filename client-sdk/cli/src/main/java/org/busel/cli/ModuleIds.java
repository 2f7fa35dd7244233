package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.format.ModuleId;

/// Reads module ids as people type them.
final class ModuleIds {
  private ModuleIds() {}

  static ModuleId typed(String text) {
    return ModuleId.parse(text)
        .orElseThrow(() ->
            Stop.misused(
                "\"" + text + "\" is not a module's id: lower-case letters, digits and dashes",
                "busel course list"));
  }
}
