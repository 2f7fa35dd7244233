/// A second pair of eyes on style: points at places in a text that read like those which people marked as manipulative.
///
/// In: a text and a model. Out: a [Review]. Nothing else enters: no network, no file, no clock. It judges style, never
/// facts, sources or people, and it may always answer that it cannot say.
@NullMarked
@CheckReturnValue
package org.busel.triage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
