package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One message of a conversation, as it stands on this device. A snapshot.
///
/// @param number grows with every message of this profile; the order of a history
/// @param conversation where it was said
/// @param contact id of the [Contact] who wrote it, or, in a conversation with one contact, to whom it went
/// @param sentAt by the sender's clock, which may be wrong
/// @param marks what was added to it since
public record Message(
    long number,
    ConversationId conversation,
    long contact,
    Direction direction,
    Body body,
    Instant sentAt,
    State state,
    Marks marks) {

  /// Which way it went.
  public enum Direction {
    INCOMING,
    OUTGOING
  }

  /// How far it got.
  public enum State {
    /// Opened and saved here.
    RECEIVED,
    /// Saved here and waiting for a connection.
    QUEUED,
    /// Durable at the relay.
    ACCEPTED,
    /// Accepted; the relay will soon drop it unread.
    EXPIRING,
    /// The relay has dropped it unread. [Conversation#sendAgain] sends it once more.
    EXPIRED,
    /// The contact's device says that it has it.
    DELIVERED,
    /// The contact's device says that it was read.
    READ,
    /// Never delivered, and not tried again.
    REFUSED
  }

  /// What it says.
  public sealed interface Body {
    /// Words.
    record Text(String text) implements Body {
      @Override
      public String toString() {
        return "Text[hidden]";
      }
    }

    /// Its author took it back.
    record Deleted() implements Body {}

    /// A file that waits at the relay, or is here; [Attachments] says which, fetches it and saves it. Everything about
    /// it is what the sender says.
    ///
    /// @param name safe to show and to save under
    /// @param mediaType a hint, never to be trusted
    /// @param bytes length of the file
    /// @param thumbnail made by the sender
    /// @param caption words that go with it, may be empty
    record Attachment(
        String name, String mediaType, long bytes, Optional<Picture> thumbnail, String caption)
        implements Body {
      @Override
      public String toString() {
        return "Attachment[hidden]";
      }
    }

    /// Something that a newer version of the app can show; it is kept until then.
    record NeedsNewerApp() implements Body {}

    /// Nobody's words: something that happened in the conversation.
    ///
    /// @param count of messages, where that says something
    /// @param time where that says something
    record Note(Happened what, int count, Duration time) implements Body {}
  }

  /// What a [Body.Note] is about.
  public enum Happened {
    /// Messages disappear that long after they are read from now on; zero: they stay. Set by whoever the note is from.
    TIMER_SET,
    /// The contact sent something that could not be opened.
    UNOPENABLE,
    /// A new session was started, and `count` messages were asked for again.
    ASKED_AGAIN,
    /// The contact could not open what was sent; `count` messages were sent again.
    SENT_AGAIN,
    /// What could not be opened was not asked for again: that happened too often today.
    ASKED_TOO_OFTEN,
    /// `count` messages disappeared in a stretch in which the clock ran ahead by `time`: this device was off for that
    /// long, or its clock was set.
    CLOCK_JUMPED,
    /// The contact's device was made anew out of a backup that is `time` old: they do not have what was said since. If you
    /// did not expect that, ask them over another channel: whoever has their backup and its words can do this.
    RESTORED
  }

  /// What was added to a message since it was sent.
  ///
  /// @param answers number of the message that it is a reply to; 0 if that is not here
  /// @param earlier what a text said before it was edited, oldest first
  /// @param reactions at most one of each person
  /// @param disappearsAfter how long after reading it is erased
  /// @param reach how many have it; of one's own message in a desk only
  public record Marks(
      Optional<Long> answers,
      List<String> earlier,
      List<Reaction> reactions,
      Optional<Duration> disappearsAfter,
      Optional<Reach> reach) {
    static final Marks NONE =
        new Marks(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

    /// Whether it says something else than at first.
    public boolean edited() {
      return !earlier.isEmpty();
    }

    @Override
    public String toString() {
      return "Marks[hidden]";
    }
  }

  /// How many members of a desk have a message. Members say so only where they wish to, so the true numbers may be higher.
  ///
  /// @param members to whom it went
  /// @param delivered of whose devices say that they have it
  /// @param read of whom say that they have read it
  public record Reach(int members, int delivered, int read) {}

  /// Somebody's reaction.
  ///
  /// @param contact id of the [Contact]; nothing for one's own
  public record Reaction(Optional<Long> contact, String emoji) {
    @Override
    public String toString() {
      return "Reaction[hidden]";
    }
  }

  /// A small picture of a larger one. Whoever shows it decodes what somebody else made: with bounds.
  ///
  /// @param image JPEG or PNG, at most 16 KiB
  /// @param width of the larger one, in pixels, as its sender says
  /// @param height of the larger one, in pixels, as its sender says
  public record Picture(ByteString image, int width, int height) {}

  /// The words, those that go with an attachment, or a sentence that says why there are none.
  public String text() {
    if (body instanceof Body.Attachment attachment) {
      return attachment.caption();
    }
    if (body instanceof Body.Text text) {
      return text.text();
    }
    if (body instanceof Body.Deleted) {
      return "deleted";
    }
    return body instanceof Body.Note note ? note.what().toString() : "needs a newer app";
  }

  @Override
  public String toString() {
    return "Message[" + direction + ", " + state + "]";
  }
}
