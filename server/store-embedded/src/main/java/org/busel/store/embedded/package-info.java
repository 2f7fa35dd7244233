/// The default store: one folder on disk, durable before it answers, nothing to install.
///
/// In: what the relay was asked to keep; out: the same, also after a crash. Mailboxes lie on an own log, everything that
/// changes slowly in SQLite, chunks of modules as files. No socket, no plaintext, no sender and no exact time of
/// arrival ever enters.
@NullMarked
@CheckReturnValue
package org.busel.store.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
