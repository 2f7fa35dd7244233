/// The arithmetic of key logs: trees, proofs, and what is hashed and signed, as PROTOCOL.md "The key log" fixes it.
///
/// In: hashes, positions and values; out: roots and proofs, and whether a proof proves what it should. A relay makes proofs
/// here, a device and a witness check them. No key, no network, no disk and no clock enters.
@NullMarked
@CheckReturnValue
package org.busel.wire.log;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
