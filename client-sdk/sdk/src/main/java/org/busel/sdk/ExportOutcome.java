package org.busel.sdk;

/// What became of the wish to write a conversation into a file.
public sealed interface ExportOutcome {
  /// It is in the file, which nobody else can read unless they have this machine.
  ///
  /// @param messages how many
  record Exported(int messages) implements ExportOutcome {}

  /// There is a file of that name; nothing was written.
  record FileExists() implements ExportOutcome {}

  /// The disk refused.
  ///
  /// @param reason for people
  record CannotWrite(String reason) implements ExportOutcome {}
}
