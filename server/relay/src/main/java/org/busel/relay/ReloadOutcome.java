package org.busel.relay;

import java.util.List;
import java.util.stream.Stream;

/// What became of reading the configuration again.
sealed interface ReloadOutcome {
  /// It is in force.
  ///
  /// @param changed keys whose new values are in force, and `certificate` if another one is shown
  /// @param later keys whose new values wait for the next start
  record Reloaded(List<String> changed, List<String> later) implements ReloadOutcome {
    public Reloaded {
      changed = List.copyOf(changed);
      later = List.copyOf(later);
    }

    @Override
    public List<String> lines() {
      return Stream.concat(
              changed.stream().map(key -> "changed " + key),
              later.stream().map(key -> "later " + key))
          .toList();
    }
  }

  /// Something in it is wrong, and everything is as it was.
  record Refused(String why, String hint) implements ReloadOutcome {
    @Override
    public List<String> lines() {
      return List.of(Orders.REFUSED + why, "hint " + hint);
    }
  }

  /// As the control socket says it: `changed KEY`, `later KEY`, or `refused WHY` and `hint WHAT`.
  List<String> lines();

  /// Tells the operator of a relay that runs in the foreground.
  default void tell() {
    boolean _ = ReloadCommand.tell(lines());
  }
}
