/// What has been learnt: weights, calibrations and rules, and the file that holds them.
///
/// In: what the room `text` has read. Out: margins and probabilities. A model file is checked whole before it is used;
/// it holds weights of hashed n-grams, from which no text can be put together again.
@NullMarked
@CheckReturnValue
package org.busel.triage.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
