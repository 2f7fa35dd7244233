/// Quizzes in a terminal: how questions are shown, and how what was typed becomes an answer.
///
/// In: an attempt and lines that somebody typed. Out: lines and JSON. Grading is not here but in `format`.
@NullMarked
@CheckReturnValue
package org.busel.cli.quiz;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
