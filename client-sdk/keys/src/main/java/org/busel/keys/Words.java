package org.busel.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people typed as words, read.
///
/// @param <T> what was behind them
public sealed interface Words<T> {
  /// Right, as far as a checksum can tell.
  record Read<T>(T value) implements Words<T> {}

  /// One of them is no word of the list.
  ///
  /// @param position from 1
  /// @param near words that may have been meant, the nearest first
  record Unknown<T>(int position, List<String> near) implements Words<T> {}

  /// There are too few or too many.
  record Count<T>(int expected, int typed) implements Words<T> {}

  /// All are words, but not these together, or not in this order.
  record Mistaken<T>() implements Words<T> {}

  /// What is wrong with `typed` before any checksum; otherwise its bytes.
  static Words<byte[]> bytes(List<String> typed, int expected) {
    List<Integer> numbers = new ArrayList<>();
    for (String word : typed) {
      Optional<Integer> number = WordList.number(word);
      if (number.isEmpty()) {
        return new Unknown<>(numbers.size() + 1, WordList.near(word));
      }
      numbers.add(number.get());
    }
    return numbers.size() == expected
        ? new Read<>(WordList.bytes(numbers))
        : new Count<>(expected, numbers.size());
  }

  /// The same refusal for something else.
  static <T> Words<T> refusal(Words<byte[]> refused) {
    if (refused instanceof Unknown<byte[]> unknown) {
      return new Unknown<>(unknown.position(), unknown.near());
    }
    return refused instanceof Count<byte[]> count
        ? new Count<>(count.expected(), count.typed())
        : new Mistaken<>();
  }
}
