/// Decides who may do what: lets devices register and log in, checks the keys they leave, opens mailboxes to those who
/// show the capability, and vouches for senders.
///
/// In: frames that `relay.listen` has parsed. Out: answers for the wire, and accounts to `relay.deliver`. Only this
/// room of the relay touches libsignal. It sees public keys and hashes; the relay's own private keys never leave it.
@NullMarked
@CheckReturnValue
package org.busel.relay.auth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
