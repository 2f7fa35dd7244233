/// How every store of a relay fails: with one exception that says that nobody knows what happened.
@NullMarked
@CheckReturnValue
package org.busel.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
