/// Signs, reviews, uploads, reads back and takes back modules; makes and signs the curriculum; signs roots.
///
/// In: a built module and somebody's signing key, unlocked by their passphrase. Out: signatures, and a module on a relay,
/// read back and compared. What may be admitted is decided by the relay and by every learner with
/// [org.busel.format.Verification], never here.
@NullMarked
@CheckReturnValue
package org.busel.publish;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
