/// The facade: what an app embeds to message and to learn.
///
/// In: what a person wants to say, out: sealed outcomes. Behind it stand `session`, `transport`, `courses` and `local`.
@NullMarked
@CheckReturnValue
package org.busel.sdk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
