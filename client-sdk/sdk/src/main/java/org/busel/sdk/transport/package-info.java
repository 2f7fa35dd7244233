/// The two connections to a relay: dialled, pinned, welcomed, asked, broken.
///
/// In: frames of the wire room to be sent; out: checked frames, each read within bounds, and sealed results that say
/// what became of a dial, a request or a connection. Receiving and sending never share a connection or a client. This
/// room never sees plaintext, sessions or the disk, and nothing it says names an address, an account or a size.
@NullMarked
@CheckReturnValue
package org.busel.sdk.transport;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
