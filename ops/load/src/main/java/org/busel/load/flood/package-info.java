/// More than a relay can take, all at once, from senders who wait for nothing.
///
/// In: a running relay and devices that are registered with it. Out: what became of every message. Nothing here is a
/// measurement; it shows what a relay holds on to when too much comes.
@NullMarked
@CheckReturnValue
package org.busel.load.flood;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
