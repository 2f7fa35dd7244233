/// What the connections promise.
@NullMarked
package org.busel.sdk.transport;

import org.jspecify.annotations.NullMarked;
