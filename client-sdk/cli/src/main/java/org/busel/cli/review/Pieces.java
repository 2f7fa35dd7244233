package org.busel.cli.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.busel.triage.Findings;
import org.busel.triage.Marker;
import org.busel.triage.Place;

/// A text cut where markers, quotations and boilerplate begin and end, so that every piece is of one kind.
final class Pieces {
  /// What a piece is.
  enum Kind {
    PLAIN,
    MARKER,
    QUOTED,
    BOILERPLATE
  }

  /// @param marker the marker that the piece shows
  record Piece(String text, Kind kind, Optional<Marker> marker) {}

  private record Cut(Place place, Kind kind, Optional<Marker> marker) {}

  private Pieces() {}

  static List<Piece> of(String text, Findings findings) {
    var cuts = new ArrayList<Cut>();
    findings.markers().forEach(m -> cuts.add(new Cut(m.place(), Kind.MARKER, Optional.of(m))));
    findings.quoted().forEach(p -> cuts.add(new Cut(p, Kind.QUOTED, Optional.empty())));
    findings.boilerplate().forEach(p -> cuts.add(new Cut(p, Kind.BOILERPLATE, Optional.empty())));
    cuts.sort(Comparator.comparingInt(cut -> cut.place().start()));
    var pieces = new ArrayList<Piece>();
    int at = 0;
    for (Cut cut : cuts) {
      if (cut.place().start() < at) {
        continue;
      }
      plain(text.substring(at, cut.place().start()), pieces);
      pieces.add(
          new Piece(
              text.substring(cut.place().start(), cut.place().end()), cut.kind(), cut.marker()));
      at = cut.place().end();
    }
    plain(text.substring(at), pieces);
    return pieces;
  }

  private static void plain(String text, List<Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, Kind.PLAIN, Optional.empty()));
    }
  }
}
