package org.busel.cli;

import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.sdk.FileState;
import org.busel.sdk.Message;
import org.busel.sdk.attachments.FileNames;

/// Shows files that go with messages, and finds them by the numbers that it shows.
final class Attached {
  private Attached() {}

  /// A file in a history.
  static String line(long number, Message.Body.Attachment file, Optional<FileState> state) {
    String words =
        "[file "
            + number
            + ": "
            + file.name()
            + ", "
            + Sizes.of(file.bytes())
            + ", "
            + word(state)
            + (FileNames.isProgram(file.name()) ? ", may run something when opened" : "")
            + "]";
    return file.caption().isEmpty() ? words : words + " " + file.caption();
  }

  /// How much of it is here.
  static String word(Optional<FileState> state) {
    if (state.isEmpty()) {
      return "gone";
    }
    return switch (state.get()) {
      case FileState.NotFetched _ -> "not fetched";
      case FileState.Partly _ -> "partly here";
      case FileState.Here _ -> "here";
      case FileState.Gone _ -> "gone";
      case FileState.Damaged _ -> "damaged";
    };
  }

  /// The message that was meant.
  ///
  /// @throws Stop if there is none with a file
  static Message find(Place place, long number) {
    return place
        .conversation()
        .message(number)
        .filter(message -> message.body() instanceof Message.Body.Attachment)
        .orElseThrow(() ->
            Stop.misused(
                "there is no file " + number + " with " + place.quoted(),
                "busel history " + place.typed()));
  }
}
