package org.busel.wire;

/// What became of text that was read as a link. Reading never throws.
///
/// @param <L> the kind of link that was asked for
public sealed interface Parsed<L> {
  /// A whole link. It may still have expired, or have been used.
  record Link<L>(L link) implements Parsed<L> {}

  /// Something else altogether, perhaps a link of another kind.
  record NotALink<L>() implements Parsed<L> {}

  /// It was such a link once; some of it is missing or changed. Ask for it again.
  ///
  /// @param reason what is wrong with it; holds nothing out of the link
  record Damaged<L>(String reason) implements Parsed<L> {}

  /// A sound link of a later version; it needs a newer app.
  record TooNew<L>() implements Parsed<L> {}
}
