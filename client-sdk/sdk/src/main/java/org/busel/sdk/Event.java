package org.busel.sdk;

import java.time.Duration;

/// Something that happened on a device without being asked for.
public sealed interface Event {
  /// A message was saved and acknowledged.
  record MessageReceived(Message message) implements Event {}

  /// A message that waited here is with the relay now.
  record MessageAccepted(Message message) implements Event {}

  /// A message that waited here cannot be sent; its state says so.
  record MessageRefused(Message message, SendOutcome why) implements Event {}

  /// A message that was sent has come, or was read; its state says which.
  record MessageDelivered(Message message) implements Event {}

  /// The relay will soon drop a message that nobody has fetched.
  ///
  /// @param left until then, by this device's clock
  record MessageExpiring(Message message, Duration left) implements Event {}

  /// The relay has dropped a message that nobody had fetched. It can be sent again.
  record MessageExpired(Message message) implements Event {}

  /// A contact has put other words in the place of a text.
  record MessageEdited(Message message) implements Event {}

  /// A contact has taken a message back.
  record MessageDeleted(Message message) implements Event {}

  /// Somebody has reacted to a message, or taken that back.
  record MessageReacted(Message message) implements Event {}

  /// A contact is writing just now; good for 15 seconds.
  record Typing(Contact contact) implements Event {}

  /// Somebody answered one of this device's invitations.
  record ContactIntroduced(Contact contact) implements Event {}

  /// A contact writes under another identity than before, or the relay says so. Nothing was shown or sent under it.
  record IdentityChanged(Contact contact) implements Event {}

  /// Somebody who is no contact wrote, or answered with an invitation that is used up or too old. It was set aside.
  record StrangerSetAside() implements Event {}

  /// An envelope could not be opened: damaged, replayed, swapped, or made for keys that are gone. It was dropped.
  record EnvelopeUnopenable() implements Event {}

  /// Two devices were given the same one-time key: the relay is faulty or hostile. The message is not lost to anybody
  /// who repeats it; new keys were uploaded.
  record OneTimeKeyReused() implements Event {}

  /// Somebody sent without the post-quantum ratchet; the message was refused.
  record NotProtected() implements Event {}

  /// A contact asks this device's owner into a desk; [Desks#accept] or [Desks#decline] answers.
  record DeskInvited(DeskInvite invite) implements Event {}

  /// Somebody who was asked into a desk does not want to come.
  record DeskDeclined(Desk desk, Contact contact) implements Event {}

  /// A desk has other members, other admins or another name than before.
  record DeskChanged(Desk desk) implements Event {}

  /// This device's owner belongs to a desk now.
  record DeskJoined(Desk desk) implements Event {}

  /// This device's owner was taken out of a desk: they read and say nothing there any more.
  record DeskLost(Desk desk) implements Event {}

  /// Somebody who does not belong to a desk said something in it; it was not shown.
  record DeskMessageDropped(Desk desk) implements Event {}

  /// Something that was said in a desk could be sent to no member of it; its state says so.
  record DeskMessageRefused(Message message) implements Event {}

  /// The relay's key log was caught at something. No keys are taken from the relay until the owner has looked at it and said to
  /// go on: [Transparency#goOn].
  record KeyLogCaught(KeyLogTrouble trouble) implements Event {}

  /// Nobody has vouched for the relay's key log for more than a week; no keys are taken from the relay until the witness is
  /// back or [Transparency#goOnWithoutWitness] is called. Told once a day.
  record WitnessSilent() implements Event {}

  /// The relay is connected and knows this device.
  record Connected() implements Event {}

  /// The connection is gone; [Device#listen] goes on trying by itself.
  ///
  /// @param reason for people
  record Disconnected(String reason) implements Event {}

  /// [Device#listen] has given up: the relay refused for good, or another process has taken over this device.
  ///
  /// @param reason for people
  record GaveUp(String reason) implements Event {}
}
