/// Accounts, devices, prekeys and invitations: what a relay must know to let a device in and to be asked for its keys.
///
/// In: `register` and `addKeys`, from `relay.auth`; out: `account` and `takeBundles`, to `relay.deliver`. No name,
/// address, contact or secret ever enters: capabilities and invitation tokens arrive as hashes.
@NullMarked
@CheckReturnValue
package org.busel.directory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
