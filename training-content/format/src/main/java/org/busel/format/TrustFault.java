package org.busel.format;

import java.time.Instant;

/// Why a document of the trust chain is not believed. Whatever it is: what was believed before stays.
public sealed interface TrustFault {
  /// `root`, `timestamp`, `snapshot`, `targets` (the curriculum), or the name of a trainer's role.
  String document();

  /// Bytes that can never be such a document.
  ///
  /// @param reason for a person; names the place, no content
  record Malformed(String document, String reason) implements TrustFault {}

  /// It claims a specification that this code does not read; a newer app is needed.
  record TooNew(String document, String reason) implements TrustFault {}

  /// Not enough right signatures by those who may sign it.
  record NotEnoughSignatures(String document, int have, int need) implements TrustFault {}

  /// The first root is not the one that was pinned.
  record NotTheAnchor(String document) implements TrustFault {}

  /// Another version than what names it says.
  record WrongVersion(String document, int version, int expected) implements TrustFault {}

  /// An older one than is known: somebody leads this device back.
  record OlderThanKnown(String document, int version, int known) implements TrustFault {}

  /// Not the bytes whose length and hash were signed.
  record Altered(String document) implements TrustFault {}

  /// A later snapshot does not name a role that an earlier one named.
  record RoleRemoved(String document) implements TrustFault {}

  /// Its time is over, and the source has no newer one: an old state is shown as the current one.
  record Expired(String document, Instant since) implements TrustFault {}

  /// The source does not have it, or the snapshot does not name it.
  record NotThere(String document) implements TrustFault {}
}
