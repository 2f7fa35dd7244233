/// What the operator may see of a relay at work: counts, times and states, never a person.
///
/// In: calls from the other rooms of the relay, with tags from closed sets. Out: a page for Prometheus on a loopback
/// port. No id, name, address or size of anybody's things enters, so none can leave.
@NullMarked
@CheckReturnValue
package org.busel.relay.telemetry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
