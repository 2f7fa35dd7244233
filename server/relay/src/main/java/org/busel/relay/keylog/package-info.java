/// Keeps the relay's key log: makes leaves of what waits, proves what stands in it, signs its heads, and watches the logs of
/// other relays.
///
/// In: accounts, from `relay.auth`; requests, from `relay.listen` and `relay.serve`. Out: proofs as they cross the wire. Who asks
/// never enters this room, and no log line of it names an account or a position.
@NullMarked
@CheckReturnValue
package org.busel.relay.keylog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
