package org.busel.mailbox;

/// An envelope in its mailbox.
///
/// @param sequence its place: higher means appended later; known to the relay only, never shown to a device
/// @param envelope what waits
public record Waiting(long sequence, Envelope envelope) {}
