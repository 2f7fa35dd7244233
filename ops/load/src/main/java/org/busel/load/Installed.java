package org.busel.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program that may or may not be on this machine.
///
/// @param program its file name
/// @param debianPackage what brings it
public record Installed(String program, String debianPackage) {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin");

  /// Where it is, if it is.
  public Optional<Path> path() {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What to type to get it.
  public String howToInstall() {
    return "apt-get install " + debianPackage;
  }
}
