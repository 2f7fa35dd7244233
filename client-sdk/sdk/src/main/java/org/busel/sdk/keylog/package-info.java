/// Judges what a relay says about its key log: heads, how they grew, and what stands in the map.
///
/// In: what came from the relay or a contact, what was seen before, and the keys of the join link. Out: whether it may be believed.
/// Nothing is fetched or stored here, and no clock is read.
@NullMarked
@CheckReturnValue
package org.busel.sdk.keylog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
