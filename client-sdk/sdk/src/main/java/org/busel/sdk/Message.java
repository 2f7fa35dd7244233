package org.busel.sdk;

import java.time.Instant;

/// One message of a conversation, as it stands on this device. A snapshot.
///
/// @param number grows with every message of this profile; the order of a history
/// @param conversation where it was said
/// @param contact id of the [Contact] who wrote it, or, in a conversation with one contact, to whom it went
/// @param sentAt by the sender's clock, which may be wrong
public record Message(
    long number,
    ConversationId conversation,
    long contact,
    Direction direction,
    Body body,
    Instant sentAt,
    State state) {

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

    /// Something that a newer version of the app can show; it is kept until then.
    record NeedsNewerApp() implements Body {}
  }

  /// The words, or a sentence that says why there are none.
  public String text() {
    return body instanceof Body.Text text ? text.text() : "needs a newer app";
  }

  @Override
  public String toString() {
    return "Message[" + direction + ", " + state + "]";
  }
}
