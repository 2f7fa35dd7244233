package org.busel.format;

/// A curriculum that the pinned board key has signed. Only [Verification] makes one, so that having it is the proof.
public final class TrustedCurriculum {
  private final Curriculum curriculum;
  private final Known known;

  TrustedCurriculum(Curriculum curriculum, Known known) {
    this.curriculum = curriculum;
    this.known = known;
  }

  /// What the board says.
  public Curriculum curriculum() {
    return curriculum;
  }

  /// What to remember, so that no older one is accepted later.
  public Known known() {
    return known;
  }

  @Override
  public String toString() {
    return "TrustedCurriculum[version " + curriculum.version() + "]";
  }
}
