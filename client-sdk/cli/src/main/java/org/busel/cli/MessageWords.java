package org.busel.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongFunction;
import org.busel.sdk.Message;

/// What a message says, for people, with what was added to it.
final class MessageWords {
  private MessageWords() {}

  /// @param names of contacts by their ids
  static String of(Message message, LongFunction<String> names) {
    StringBuilder words = new StringBuilder();
    message
        .marks()
        .answers()
        .ifPresent(number -> words.append(number == 0 ? "(to what is gone) " : "(to #" + number + ") "));
    words.append(body(message.body()));
    if (message.marks().edited()) {
      words.append(" (edited)");
    }
    for (Message.Reaction reaction : message.marks().reactions()) {
      String who = reaction.contact().map(names::apply).orElse("you");
      words.append(" [").append(reaction.emoji()).append(' ').append(who).append(']');
    }
    return words.toString();
  }

  /// How far one's own message got.
  static String how(Message message) {
    return message
        .marks()
        .reach()
        .filter(reach -> reach.delivered() > 0)
        .map(reach -> " (" + reach(reach).strip() + ")")
        .orElseGet(() -> how(message.state()));
  }

  /// How many members of a desk have a message.
  static String reach(Message.Reach reach) {
    return " has come to "
        + reach.delivered()
        + " of "
        + reach.members()
        + (reach.read() == 0 ? "" : ", read by " + reach.read());
  }

  private static String how(Message.State state) {
    return switch (state) {
      case RECEIVED, ACCEPTED -> "";
      case QUEUED -> " (waiting)";
      case DELIVERED -> " (delivered)";
      case READ -> " (read)";
      case EXPIRING -> " (not fetched yet, expires soon)";
      case EXPIRED -> " (expired unread)";
      case REFUSED -> " (not sent)";
    };
  }

  /// A time in the largest unit that it fills.
  static String roughly(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
    if (time.toHours() > 0) {
      return time.toHours() == 1 ? "1 hour" : time.toHours() + " hours";
    }
    return time.toMinutes() == 1 ? "1 minute" : time.toMinutes() + " minutes";
  }

  private static String body(Message.Body body) {
    return switch (body) {
      case Message.Body.Text(String text) -> text;
      case Message.Body.Deleted _ -> "(deleted)";
      case Message.Body.Attachment file -> "[file: " + file.name() + "] " + file.caption();
      case Message.Body.NeedsNewerApp _ -> "(needs a newer busel)";
      case Message.Body.Note(Message.Happened what, int count, Duration time) ->
          "* " + note(what, count, time);
    };
  }

  private static String note(Message.Happened what, int count, Duration time) {
    String messages = count == 1 ? "1 message" : count + " messages";
    return switch (what) {
      case TIMER_SET ->
          time.isZero()
              ? "messages stay from now on"
              : "messages disappear " + roughly(time) + " after reading from now on";
      case UNOPENABLE -> "something came that could not be opened";
      case ASKED_AGAIN -> "a new session was started, " + messages + " asked for again";
      case SENT_AGAIN -> "they could not open something, " + messages + " sent again";
      case ASKED_TOO_OFTEN ->
          "what could not be opened was not asked for again: too often today";
      case RESTORED ->
          "they are back with a backup from "
              + roughly(time).toLowerCase(Locale.ROOT)
              + " before; if you did not expect that, ask them over another channel";
      case CLOCK_JUMPED ->
          messages
              + " disappeared while the clock went on by "
              + roughly(time).toLowerCase(Locale.ROOT)
              + " at once";
    };
  }
}
