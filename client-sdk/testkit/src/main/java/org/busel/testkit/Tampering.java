package org.busel.testkit;

/// A way in which a relay can cheat.
public enum Tampering {
  /// Offers what waits newest first.
  REORDER,
  /// Offers every envelope twice, the second time under another id.
  REPLAY,
  /// Accepts every third envelope and loses it.
  DROP_EVERY_THIRD,
  /// Gives out another account's identity key and prekeys.
  SWAP_KEYS,
  /// Puts every envelope into another account's mailbox, under its own id.
  SWAP_ENVELOPES,
  /// Changes one bit in the middle of every envelope.
  CORRUPT_ENVELOPES,
  /// Gives out bundles without the post-quantum key.
  STRIP_POST_QUANTUM,
  /// Gives out the same one-time keys again and again.
  REUSE_ONE_TIME_KEYS,
  /// Changes one bit in the middle of every part of an attachment.
  CORRUPT_PARTS,
  /// Gives out the second part of an attachment for the first, and the first for the second.
  SWAP_PARTS,
  /// Cuts the end off every part of an attachment.
  TRUNCATE_PARTS,
  /// Appends bytes to every part of an attachment.
  EXTEND_PARTS,
  /// Says that there is no attachment.
  WITHHOLD_PARTS
}
