/// Takes envelopes from senders to mailboxes and from mailboxes to connected devices.
///
/// In: submits, from `relay.listen`, already tied to an account by `relay.auth`. Out: appends and acknowledgements, to
/// the mailbox store; deliveries, to the connection of the recipient. Nothing here can open an envelope, and nothing
/// here knows who sent one.
@NullMarked
@CheckReturnValue
package org.busel.relay.deliver;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
