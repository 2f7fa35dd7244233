/// What crosses the network, and the types that name it: ids, frames, links, limits.
///
/// In: bytes from a connection or a link, out: checked records; and back. Everything here is immutable, safe for any
/// thread, and free of IO. `PROTOCOL.md` beside this module is the law. Keys, sockets and stores never enter.
@NullMarked
@CheckReturnValue
package org.busel.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
