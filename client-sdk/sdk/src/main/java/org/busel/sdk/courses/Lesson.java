package org.busel.sdk.courses;

import org.busel.format.FileRole;
import org.busel.format.Language;

/// One page of a module in one language.
///
/// @param item names it across languages: `lesson-01-phones`
/// @param language it is in
/// @param standIn whether it stands in for a translation that there is not
public record Lesson(String item, FileRole.Heading heading, Language language, boolean standIn) {}
