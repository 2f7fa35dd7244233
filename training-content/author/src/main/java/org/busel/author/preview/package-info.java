/// Shows a module to the trainer who writes it, in a browser of the same machine.
///
/// In: a module's folder and requests from the loopback. Out: pages as a learner would get them, or what is wrong with the
/// text. Nothing of it is signed, published or kept, and no other machine is answered.
@NullMarked
@CheckReturnValue
package org.busel.author.preview;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
