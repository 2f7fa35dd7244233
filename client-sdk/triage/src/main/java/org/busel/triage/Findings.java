package org.busel.triage;

import java.util.List;
import org.busel.triage.model.Language;

/// What a review found in a text: evidence to judge, not a judgement.
///
/// @param probability how often texts with such a style were called manipulative by the people who labelled the data,
///     0 to 1, at the base rate that was asked for
/// @param techniques signs of techniques in the whole text, strongest first; empty for languages without them
/// @param markers places in the author's own words, in the order of the text
/// @param quoted places that are somebody else's words and were not counted
/// @param boilerplate links, handles and signatures that were not counted
/// @param language as told by letters
/// @param experimental whether the language was tried on little or translated data
/// @param cut whether the text was longer than what a review reads
/// @param modelVersion which model spoke
public record Findings(
    double probability,
    List<TechniqueSign> techniques,
    List<Marker> markers,
    List<Place> quoted,
    List<Place> boilerplate,
    Language language,
    boolean experimental,
    boolean cut,
    String modelVersion) {
  public Findings {
    techniques = List.copyOf(techniques);
    markers = List.copyOf(markers);
    quoted = List.copyOf(quoted);
    boilerplate = List.copyOf(boilerplate);
  }
}
