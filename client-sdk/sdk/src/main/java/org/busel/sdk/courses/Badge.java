package org.busel.sdk.courses;

import java.time.Instant;
import java.time.LocalDate;
import org.busel.format.ModuleVerdict;
import org.busel.format.Person;

/// What a learner is told about whether to rely on a module.
///
/// @param standing who vouches, judged by the newest documents on this device
/// @param version of the module on this device
/// @param newestSeen highest version that this device has verified; above `version` it knows of a newer one
/// @param checked when the relay last vouched that what this device knows is current
/// @param reviewedUntil last day on which its advice counts as reviewed
/// @param safety whether wrong advice could hurt somebody, so that age matters more
public record Badge(
    Standing standing,
    int version,
    int newestSeen,
    Instant checked,
    LocalDate reviewedUntil,
    boolean safety) {
  /// Who vouches.
  public sealed interface Standing {
    /// These two people, as the curriculum board names them.
    ///
    /// @param until when the relay's word that this is current runs out; after it, ask for a newer one to be sure
    record Vouched(Person author, Person reviewer, Instant until) implements Standing {}

    /// There is no curriculum on the device; fetch the module again.
    record NotChecked() implements Standing {}

    /// Somebody did when it was fetched; by the newest curriculum it is not enough any more. The learner must be told.
    record NoLonger(ModuleVerdict why) implements Standing {}
  }

  /// Whether the review has run out on `day`.
  public boolean reviewExpiredOn(LocalDate day) {
    return day.isAfter(reviewedUntil);
  }
}
