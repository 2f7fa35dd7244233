package org.busel.cli.terminal;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// What a command finds around it, apart from the three streams.
///
/// @param home folder of the person
/// @param zone in which times are shown
/// @param inputIsTerminal whether a person sits at standard input
/// @param talkIsTerminal whether standard error is shown to a person
/// @param variables of the environment
public record Surroundings(
    Path home,
    ZoneId zone,
    boolean inputIsTerminal,
    boolean talkIsTerminal,
    boolean dataIsTerminal,
    Map<String, String> variables) {

  /// The value of an environment variable that is set and not empty.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// Whether the person lets programs use colours: see no-color.org.
  public boolean allowsColours() {
    return variable("NO_COLOR").isEmpty() && !variable("TERM").equals(Optional.of("dumb"));
  }
}
