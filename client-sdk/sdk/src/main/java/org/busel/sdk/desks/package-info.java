/// Who belongs to a desk: changes that members sign, and what follows from a set of them.
///
/// In: signed changes in any order, from anybody. Out: which of them hold, and the members they come to; the same for
/// everybody who has the same changes. No clock, no disk, no network, no session ever enters; what is sent to whom is
/// the facade's.
@NullMarked
@CheckReturnValue
package org.busel.sdk.desks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
