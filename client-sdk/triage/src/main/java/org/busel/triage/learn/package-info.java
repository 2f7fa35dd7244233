/// Fits linear models: what `ops/triage/train` uses to make the shipped model and what a newsroom's own training
/// uses on a device. In: sparse examples. Out: weights. No randomness, no clock, no threads: the same examples in the
/// same order give the same weights on every machine.
@NullMarked
@CheckReturnValue
package org.busel.triage.learn;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
