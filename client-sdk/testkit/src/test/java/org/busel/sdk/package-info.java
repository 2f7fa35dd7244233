/// Tests of the facade that need both the simulator and what the facade does not show.
@NullMarked
package org.busel.sdk;

import org.jspecify.annotations.NullMarked;
