package org.busel.sdk;

import java.util.List;

/// What came in during one [Device#receive]. Whatever is in [#messages] has been saved, in every case.
public sealed interface ReceiveOutcome {
  /// New messages in the order in which they were opened.
  default List<Message> messages() {
    return events().stream()
        .filter(Event.MessageReceived.class::isInstance)
        .map(event -> ((Event.MessageReceived) event).message())
        .toList();
  }

  /// Everything that happened, new messages among it.
  List<Event> events();

  /// The mailbox is empty.
  record Drained(List<Event> events) implements ReceiveOutcome {}

  /// The time was over before the mailbox was empty; the rest waits at the relay.
  record TimeOver(List<Event> events) implements ReceiveOutcome {}

  /// Nothing answered, or the connection broke; try again later.
  record RelayUnreachable(List<Event> events, String reason) implements ReceiveOutcome {}

  /// Something answered that cannot prove to be the relay; do not go on over this network.
  record RelayNotTrusted(List<Event> events, String reason) implements ReceiveOutcome {}

  /// The relay does not know this device's login key: the account was removed.
  record LoginRefused(List<Event> events) implements ReceiveOutcome {}

  /// The relay no longer speaks this version; update the app.
  record VersionTooOld(List<Event> events) implements ReceiveOutcome {}
}
