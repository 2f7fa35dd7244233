/// What an embedding app needs for its own tests: a relay in memory and a clock that is set by hand.
@NullMarked
@CheckReturnValue
package org.busel.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
