package org.busel.cli;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.busel.cli.terminal.Keyboard;

/// Types lines that were written before.
final class ScriptedKeyboard implements Keyboard {
  private final Queue<String> lines;

  ScriptedKeyboard(List<String> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  @Override
  public Optional<String> line() {
    return Optional.ofNullable(lines.poll());
  }

  @Override
  public Optional<char[]> hiddenLine() {
    return line().map(String::toCharArray);
  }

  @Override
  public Optional<Integer> columns() {
    return Optional.of(80);
  }
}
