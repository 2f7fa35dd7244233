/// Holds sealed envelopes until the device they are addressed to has acknowledged them.
///
/// In: `append`, from `relay.deliver`. Out: `peek` and `acknowledge`, to the same. This room never sees plaintext,
/// sockets, or a database driver; a store implements [MailboxStore] and is proved by its contract.
@NullMarked
@CheckReturnValue
package org.busel.mailbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
