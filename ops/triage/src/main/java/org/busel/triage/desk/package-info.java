/// Trains the style model from a folder of labelled texts and measures it. In: the data folder. Out: a model file, a
/// table of figures, a metrics card. Texts never leave this room: a model holds weights of hashed n-grams only.
@NullMarked
@CheckReturnValue
package org.busel.triage.desk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
