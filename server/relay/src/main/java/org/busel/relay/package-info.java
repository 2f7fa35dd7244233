/// The relay: reads its configuration, wires its rooms, starts and stops.
@NullMarked
@CheckReturnValue
package org.busel.relay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
