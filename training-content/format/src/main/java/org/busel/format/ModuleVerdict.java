package org.busel.format;

import java.util.Set;

/// Whether a module is to be believed.
public sealed interface ModuleVerdict {
  /// The two signatures that a module needs.
  enum Part {
    AUTHOR,
    REVIEWER
  }

  /// An author and a reviewer vouch for it. Remember `known` so that nobody leads this device back.
  ///
  /// @param author the person who signed as author
  /// @param reviewer another person, who signed as reviewer
  record Verified(Manifest manifest, Person author, Person reviewer, Known known)
      implements ModuleVerdict {}

  /// A signature does not fit what it claims to sign: the role was altered.
  record BadSignature(KeyId by) implements ModuleVerdict {}

  /// Signatures are right, but not enough.
  ///
  /// @param missing who has to sign yet; with `need()` it says how many are there
  record MissingSignature(Set<Part> missing) implements ModuleVerdict {
    public MissingSignature {
      missing = Set.copyOf(missing);
    }

    /// How many of the needed signatures are there.
    public int have() {
      return need() - missing.size();
    }

    /// How many are needed.
    public int need() {
      return Part.values().length;
    }
  }

  /// Author and reviewer are one person.
  record SameSigner(String name) implements ModuleVerdict {}

  /// A signature by a key that the curriculum does not know: never admitted, or revoked.
  record UnknownSigner(KeyId key) implements ModuleVerdict {}

  /// A known key, but its owner has no say about this module.
  record NotEntitled(KeyId key) implements ModuleVerdict {}

  /// No role that has a say lists it: it never was published, or was taken back.
  record NotListed() implements ModuleVerdict {}

  /// Not the bytes whose hash was signed.
  record Altered() implements ModuleVerdict {}

  /// It says of itself that it is another module than the one it was signed as.
  record AnotherModule() implements ModuleVerdict {}

  /// An older version than this device knows: somebody leads it back.
  record OlderThanKnown(int version, int known) implements ModuleVerdict {}

  /// Another manifest of the same version: its signers say two things.
  record Contradicts(int version) implements ModuleVerdict {}

  /// It claims a format that this code does not read; a newer app is needed.
  record TooNew(long format) implements ModuleVerdict {}

  /// Bytes that can never be a manifest.
  ///
  /// @param reason for a person; names the place, no content
  record Malformed(String reason) implements ModuleVerdict {}
}
