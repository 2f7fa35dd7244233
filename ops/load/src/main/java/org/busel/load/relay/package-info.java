/// The relay as a server under test: its process, devices that are registered with it, and what they say on the wire.
///
/// Frames of the busy path are written and read byte by byte (PROTOCOL.md, sections 5 and 6); whatever happens once for a
/// connection goes through the records of `wire`.
@NullMarked
@CheckReturnValue
package org.busel.load.relay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
