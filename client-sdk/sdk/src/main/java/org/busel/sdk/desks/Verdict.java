package org.busel.sdk.desks;

import java.util.List;

/// What became of a change that was offered to a [Chain]. Only [Taken] changed anything.
public sealed interface Verdict {
  /// It holds, and counts from now on.
  record Taken(ChangeId id) implements Verdict {}

  /// It was here already.
  record Known() implements Verdict {}

  /// It follows changes that are not here; it may be offered again after them.
  record Early(List<ChangeId> missing) implements Verdict {}

  /// It belongs to another desk.
  record Foreign() implements Verdict {}

  /// Bytes that can never be a change.
  record Malformed() implements Verdict {}

  /// A change of a kind that this version does not know. What follows it cannot be taken either.
  record TooNew() implements Verdict {}

  /// The signature is not by the author's desk key, or the proof of who comes in not by theirs.
  record Forged() implements Verdict {}

  /// Its author had no right to it, by the changes that it names as its parents.
  record NotAllowed(Rule rule) implements Verdict {}

  /// The desk has had as many changes as it may.
  record Full() implements Verdict {}

  /// What a change can offend against.
  enum Rule {
    /// The epoch is not one more than the highest of the parents, or a parent follows another.
    ORDER,
    /// The author does not belong to the desk (any more, or yet).
    NOT_A_MEMBER,
    /// Only an admin may do that.
    NOT_AN_ADMIN,
    /// The seat it speaks of is not there (any more, or yet), or is not of the kind it must be.
    NO_SUCH_SEAT,
    /// Who comes in is there already.
    IS_A_MEMBER,
    /// The desk key was used before.
    KEY_USED,
    /// There are as many members as there may be.
    TOO_MANY_MEMBERS,
    /// The only admin cannot go, or stop being one, while there are others.
    LAST_ADMIN
  }
}
