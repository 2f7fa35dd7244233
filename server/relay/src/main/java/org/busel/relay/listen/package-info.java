/// Owns the sockets: TLS, WebSockets, frames, limits, and the order in which a connection's requests are answered.
///
/// In: bytes from anybody. Out: parsed requests, to `relay.auth` and `relay.deliver`; answers and deliveries, back to the
/// sockets. An event loop never waits for a store. Nothing that a peer sends can make a connection use more than its
/// share: reading stops before memory grows.
///
/// **Why not the framework's WebSockets.** Vert.x takes a socket as far as the HTTP upgrade; from there on the pipeline
/// is TLS and one handler of ours. A message costs a few microseconds in all. The framework's frame objects, its write
/// futures and its timers would be a part of that for every frame, and some kilobytes for every connection that says
/// nothing. So [WebSocketReader] takes the bytes apart, [HotFrames] reads and writes the four frames that every message
/// makes, [Floor] wakes a loop once for everything that a commit has made durable and writes once to each socket, and
/// [Hall] says when nothing more may be read. What is rare goes through the generated classes, one by one, on virtual
/// threads.
@NullMarked
@CheckReturnValue
package org.busel.relay.listen;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
