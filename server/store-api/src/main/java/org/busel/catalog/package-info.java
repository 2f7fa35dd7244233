/// The modules that a relay offers, and the bytes they are made of.
///
/// In: what `relay.serve` has verified and admitted. Out: the course list and chunks, to anybody who asks. Nothing in
/// here is secret and nothing in here is trusted by a learner: the signatures are.
@NullMarked
@CheckReturnValue
package org.busel.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
