/// The load driver: one thread that keeps a server busy and counts what comes of it.
///
/// In: a started server ([MessageServer]) and how hard to drive it; out: [Window], counts and latencies. Every server is
/// spoken to by a client of its own, in a package of its own, which does no more than the protocol asks. So the driver costs
/// a few microseconds a message, about the same for each, and is not what is measured. Linux only: what a server uses is
/// read from /proc.
@NullMarked
@CheckReturnValue
package org.busel.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
