/// Learns from a newsroom's own labels, on its own device, and says honestly whether that helped.
///
/// In: a model and labelled texts. Out: an own layer for the model, or why there is none, with figures that were
/// counted on texts which the layer in question had not seen. Nothing is kept and nothing leaves; no clock, no
/// randomness: the same labels in the same order give the same layer.
@NullMarked
@CheckReturnValue
package org.busel.triage.own;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
