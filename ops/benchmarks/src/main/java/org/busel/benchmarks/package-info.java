/// Load driver for the relay and the SDK; prints medians and ratios.
@NullMarked
@CheckReturnValue
package org.busel.benchmarks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
