/// The program behind `ops/quickstart`: a first conversation and a first lesson over a real relay, each step checked.
@NullMarked
@CheckReturnValue
package org.busel.conversation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
