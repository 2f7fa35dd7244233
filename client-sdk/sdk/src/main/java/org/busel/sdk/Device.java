package org.busel.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.busel.sdk.session.SafetyNumber;
import org.busel.wire.MeetLink;

/// An open profile: one device of one account on one relay.
///
/// Safe for many threads. Calls block, for the disk or for the relay, never longer than the waits in [Options.Timing];
/// messages to one contact leave in the order of the calls. After [#close] every call throws [IllegalStateException].
/// Failures of the disk are [BuselException]s; what the relay or a rule says no to is an outcome.
@SuppressWarnings("DoNotCallSuggester")
public final class Device implements AutoCloseable {
  Device() {}

  /// Who this device is.
  public WhoAmI whoAmI() {
    throw new UnsupportedOperationException();
  }

  /// Makes an invitation for one person, to be handed over privately. Whoever answers it first becomes a contact.
  ///
  /// @param validFor one minute to 30 days
  public MeetLink invite(Duration validFor) {
    throw new UnsupportedOperationException();
  }

  /// Answers somebody's invitation: fetches their keys, compares them with the invitation, saves the contact and
  /// introduces this device. For somebody who is a contact already, an invitation that names the identity they have
  /// changed to is how that change is accepted.
  ///
  /// @param name what to call them here; never leaves this device
  public AddOutcome add(MeetLink link, String name) {
    throw new UnsupportedOperationException();
  }

  /// Everybody that this device can write to, by name.
  public List<Contact> contacts() {
    throw new UnsupportedOperationException();
  }

  /// The contact with exactly that name.
  public Optional<Contact> contact(String name) {
    throw new UnsupportedOperationException();
  }

  /// Gives a contact another name.
  public RenameOutcome rename(Contact contact, String name) {
    throw new UnsupportedOperationException();
  }

  /// The number to compare with that contact, of the identity that this device trusts.
  ///
  /// @throws IllegalArgumentException if there is no such contact
  public SafetyNumber safetyNumber(Contact contact) {
    throw new UnsupportedOperationException();
  }

  /// Says that the owner compared `seen` with the contact over another channel. Also the answer to an
  /// [Event.IdentityChanged] after which the numbers are still the same: somebody else claimed to be the contact.
  public VerifyOutcome markVerified(Contact contact, SafetyNumber seen) {
    throw new UnsupportedOperationException();
  }

  /// Sends words. Saved before anything leaves; without a connection they wait.
  public SendOutcome send(Contact contact, String text) {
    throw new UnsupportedOperationException();
  }

  /// Sends what waits here, then fetches what waits at the relay, until that is drained or `wait` is over.
  public ReceiveOutcome receive(Duration wait) {
    throw new UnsupportedOperationException();
  }

  /// Stays connected, sending what waits and receiving what comes, and connects again whenever the connection breaks.
  ///
  /// @param onEvent called from one thread, one event at a time; what it throws ends the listening
  /// @throws IllegalStateException if this device is listening already
  public Listening listen(Consumer<Event> onEvent) {
    throw new UnsupportedOperationException();
  }

  /// The last messages with a contact, oldest first.
  ///
  /// @param limit 1 to 10,000
  public List<Message> history(Contact contact, int limit) {
    throw new UnsupportedOperationException();
  }

  /// How often something odd has happened.
  public Notices notices() {
    throw new UnsupportedOperationException();
  }

  /// Stops listening, closes connections and files, wipes keys from memory. Repeating it is harmless.
  @Override
  public void close() {}
}
