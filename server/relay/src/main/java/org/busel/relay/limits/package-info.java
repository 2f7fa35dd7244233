/// How often anybody may ask, without knowing who asks.
///
/// In: what a limit is counted by (a connection, a network prefix, an account, a capability), and what the machine has
/// left. Out: go on, or wait so long. What is counted by is turned into a number under a salt at once; the salt is
/// replaced and forgotten within hours, and nothing of it is ever written anywhere. The tables have a fixed size,
/// whoever comes. No store, no socket and no frame enters this room.
@NullMarked
@CheckReturnValue
package org.busel.relay.limits;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
