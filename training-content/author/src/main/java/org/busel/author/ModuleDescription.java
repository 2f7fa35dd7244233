package org.busel.author;

import org.busel.author.Problem.Place;
import org.busel.format.About;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.Review;

/// What `module.yaml` says. Where something in it is wrong, a problem was reported and a stand-in is here.
///
/// @param languages where `languages` stands, for problems that concern all of them
record ModuleDescription(ModuleId id, int version, About about, Review review, Place languages) {
  Language source() {
    return about.sourceLanguage();
  }
}
