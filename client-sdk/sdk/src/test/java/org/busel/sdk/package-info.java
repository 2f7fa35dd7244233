/// Tests of the facade's own parts; what it does with a relay is tested in the testkit.
@NullMarked
package org.busel.sdk;

import org.jspecify.annotations.NullMarked;
