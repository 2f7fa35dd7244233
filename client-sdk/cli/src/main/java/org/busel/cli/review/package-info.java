/// Shows what a review of style found: on a terminal, as JSON, as a page. In: a text and its review. Out: words in
/// English, Belarusian or Russian that say what was seen and never what is so.
@NullMarked
@CheckReturnValue
package org.busel.cli.review;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
