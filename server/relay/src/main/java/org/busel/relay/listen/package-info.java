/// Owns the sockets: TLS, WebSockets, frames, limits, and the order in which a connection's requests are answered.
///
/// In: bytes from anybody. Out: parsed requests, to `relay.auth` and `relay.deliver`, on virtual threads; answers and
/// deliveries, back to the sockets. An event loop never waits for a store. Nothing that a peer sends can make a
/// connection use more than its share: reading stops before memory grows.
@NullMarked
@CheckReturnValue
package org.busel.relay.listen;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
