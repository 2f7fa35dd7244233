package org.busel.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.busel.format.Curriculum;
import org.busel.format.Quorum;
import org.busel.format.Role;
import org.busel.format.RootDocument;
import org.busel.format.SignedEnvelope;

/// A root or a curriculum on its way from one signer to the next.
///
/// @param says what a signature on it vouches for, line by line
public record BoardDocument(SignedEnvelope envelope, List<String> says) {
  public BoardDocument {
    says = List.copyOf(says);
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A root or a curriculum.
    record Read(BoardDocument document) implements Reading {}

    /// Neither.
    record Neither() implements Reading {}
  }

  /// Reads what may come from anybody.
  public static Reading read(byte[] bytes) {
    if (!(SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope))) {
      return new Reading.Neither();
    }
    if (RootDocument.read(envelope) instanceof RootDocument.Reading.Read(RootDocument root)) {
      return new Reading.Read(new BoardDocument(envelope, says(root)));
    }
    return Curriculum.read(envelope) instanceof Curriculum.Reading.Read(Curriculum curriculum)
        ? new Reading.Read(new BoardDocument(envelope, says(curriculum)))
        : new Reading.Neither();
  }

  /// Whether `key` has signed it already.
  public boolean hasSigned(SigningKey key) {
    return envelope.signatures().stream()
        .anyMatch(it -> it.by().equals(key.verifyingKey().id()));
  }

  /// This document with one signature more.
  public BoardDocument signedBy(SigningKey key) {
    return new BoardDocument(key.sign(envelope), says);
  }

  private static List<String> says(RootDocument root) {
    List<String> lines = new ArrayList<>();
    lines.add("root, version " + root.version() + ", in force until " + root.expires());
    lines.add("stewards: " + says(root.holders().stewards()));
    lines.add("curriculum board: " + says(root.holders().board()));
    lines.add("relay, for snapshots: " + says(root.holders().snapshot()));
    lines.add("relay, for timestamps: " + says(root.holders().timestamp()));
    return lines;
  }

  private static String says(Quorum quorum) {
    return quorum.threshold()
        + " of "
        + quorum.keys().stream()
            .map(key -> key.id().forPeople())
            .collect(Collectors.joining(", "));
  }

  private static List<String> says(Curriculum curriculum) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "curriculum, version " + curriculum.version() + ", in force until " + curriculum.expires());
    curriculum
        .people()
        .forEach(person ->
            lines.add(
                person.name()
                    + ": "
                    + person.keys().stream()
                        .map(key -> key.id().forPeople())
                        .collect(Collectors.joining(", "))));
    for (Role role : curriculum.roles()) {
      lines.add(
          "role "
              + role.name()
              + ": "
              + role.authors().size()
              + " keys of authors, "
              + role.reviewers().size()
              + " of reviewers, for modules "
              + String.join(", ", role.modules()));
    }
    return lines;
  }
}
