package org.busel.sdk;

import java.time.Duration;

/// What became of sending a file. Until it is [Sent] nothing has reached the contact; where the upload had begun, sending
/// the same file to the same contact again goes on where it stopped.
public sealed interface SendFileOutcome {
  /// The relay has all of it, and the message about it was saved and sent like any other.
  ///
  /// @param message what became of that
  record Sent(SendOutcome message) implements SendFileOutcome {}

  /// There is no such file, or it can't be read.
  record NoSuchFile() implements SendFileOutcome {}

  /// It is longer than an attachment may be.
  record TooLarge(long limitBytes) implements SendFileOutcome {}

  /// It is a film, or a picture of a kind that can't be cleaned here, so it may say where and with what it was made.
  /// Sending it takes [SendFile#sentAsIs].
  ///
  /// @param mediaType what it is
  record MayTell(String mediaType) implements SendFileOutcome {}

  /// It begins like a picture and is not one, so it can't be cleaned. Sending it takes [SendFile#sentAsIs].
  ///
  /// @param reason for people
  record NotAPicture(String reason) implements SendFileOutcome {}

  /// The caption is longer than it may be.
  record CaptionTooLong(int limitBytes) implements SendFileOutcome {}

  /// There is no such contact.
  record NoSuchContact() implements SendFileOutcome {}

  /// The connection broke, or the relay asks to wait.
  record Interrupted(String reason, int partsDone, int partsInAll) implements SendFileOutcome {}

  /// The owner has had enough.
  record Cancelled(int partsDone, int partsInAll) implements SendFileOutcome {}

  /// The relay has no room for it.
  record NoRoomAtRelay() implements SendFileOutcome {}

  /// This account has uploaded as much as it may today.
  record EnoughForToday(Duration retryAfter) implements SendFileOutcome {}

  /// The relay refuses the upload, or is too old to know attachments.
  record Refused(String reason) implements SendFileOutcome {}

  /// The disk of this device is full.
  record NoRoomHere(long bytesNeeded) implements SendFileOutcome {}
}
