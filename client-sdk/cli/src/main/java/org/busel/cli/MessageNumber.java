package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.Message;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The number of a message as people type it: `12` or `#12`.
final class MessageNumber implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    String digits = text.startsWith("#") ? text.substring(1) : text;
    if (!digits.matches("[0-9]{1,15}")) {
      throw new TypeConversionException(
          "\"" + text + "\" is not the number of a message, such as 12");
    }
    return Long.valueOf(digits);
  }

  /// The message with that number in a conversation.
  ///
  /// @throws Stop if there is none
  static Message in(Place place, long number) {
    return place.conversation().message(number).orElseThrow(() -> none(place, number));
  }

  static Stop none(Place place, long number) {
    String where =
        place.conversation() instanceof DeskConversation ? " in " : " in the conversation with ";
    return Stop.misused(
        "there is no message #" + number + where + place.quoted(),
        "busel history " + place.typed());
  }
}
