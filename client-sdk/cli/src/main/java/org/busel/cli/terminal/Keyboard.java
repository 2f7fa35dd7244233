package org.busel.cli.terminal;

import java.util.Optional;

/// Where a person types. Asked only when standard input is a terminal.
public interface Keyboard {
  /// One line without its end; empty at the end of the input.
  Optional<String> line();

  /// One line that is not shown while it is typed; empty at the end of the input. The caller wipes it.
  Optional<char[]> hiddenLine();

  /// How many characters fit in a line, if that can be found out.
  Optional<Integer> columns();
}
