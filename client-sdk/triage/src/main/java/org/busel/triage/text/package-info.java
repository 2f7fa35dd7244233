/// Reads a text the way the model does: without markup, look-alike letters or invisible characters, with quoted speech
/// and boilerplate marked, in sentences, as hashed n-grams and measures of style.
///
/// In: any string, however hostile; work grows with its length and stops at a limit. Out: numbers, and for each
/// character the place in the source that it came from. No weights here.
@NullMarked
@CheckReturnValue
package org.busel.triage.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
