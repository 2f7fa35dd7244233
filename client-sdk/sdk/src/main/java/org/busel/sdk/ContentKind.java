package org.busel.sdk;

/// What is done with one kind of content that a contact sent. One small class for each kind.
///
/// Content may come more than once, late, out of order, and about things that are not here: taking it again changes
/// nothing. It was checked against PROTOCOL.md, and its sender is proved and still not to be trusted.
interface ContentKind {
  /// Saves what follows from it, inside the arrival's transaction.
  void take(Arrival arrival);
}
