package org.busel.sdk;

/// What became of something that a person wants to do to a desk. Only [Done] changed anything.
public sealed interface DeskOutcome {
  /// Done here, and saved to be told to the others.
  ///
  /// @param desk as it is now
  /// @param told whether the relay has it for every other member; if not, it goes out on the next connection
  record Done(Desk desk, boolean told) implements DeskOutcome {}

  /// This device's owner does not belong to that desk, or does so no more.
  record NotAMember() implements DeskOutcome {}

  /// Only an admin may do that.
  record NotAnAdmin() implements DeskOutcome {}

  /// Nobody of that kind is there.
  record NoSuchMember() implements DeskOutcome {}

  /// They belong to it already.
  record AlreadyAMember() implements DeskOutcome {}

  /// The only admin cannot go, or stop being one, while there are others: promote somebody first.
  record LastAdmin() implements DeskOutcome {}

  /// A desk has as many members, or has had as many changes, as it may.
  record Full() implements DeskOutcome {}

  /// The name cannot be used.
  ///
  /// @param flaw what is wrong with it, for people
  record NameRefused(String flaw) implements DeskOutcome {}

  /// There is no such invitation, or it has expired or been answered.
  record NoSuchInvitation() implements DeskOutcome {}

  /// A contact's identity has changed and nobody has looked yet; see [Event.IdentityChanged].
  record IdentityChanged(Contact contact) implements DeskOutcome {}
}
