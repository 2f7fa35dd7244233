/// What the SDK's facade promises, over the simulator.
@NullMarked
package org.busel.testkit;

import org.jspecify.annotations.NullMarked;
