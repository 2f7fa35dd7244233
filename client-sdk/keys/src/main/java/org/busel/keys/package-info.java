/// Makes, locks, unlocks, rotates and wipes keys; keeps them in the sealed vault.
///
/// In: a passphrase; out: secrets that are borrowed and wiped. This room knows no network and no libsignal.
@NullMarked
@CheckReturnValue
package org.busel.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
