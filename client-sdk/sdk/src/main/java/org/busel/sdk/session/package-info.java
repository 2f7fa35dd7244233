/// Seals and opens messages: the only room of the SDK that knows libsignal.
///
/// In: content for a device, sealed content from a mailbox, key bundles from a relay; out: sealed content in a size
/// bucket, opened content with a proved sender, public keys for the relay. Everything it keeps goes through
/// [SessionRecords] inside the caller's transaction, so that ratchet and message commit together; nothing is kept
/// between calls. Sockets, SQL and names of people never enter, and no libsignal type leaves: [Sessions] is the one
/// interface behind which the library's version can move.
@NullMarked
@CheckReturnValue
package org.busel.sdk.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
