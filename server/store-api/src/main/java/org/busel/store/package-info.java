/// What the five stores of a relay have in common: how they are opened together and how they fail.
@NullMarked
@CheckReturnValue
package org.busel.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
