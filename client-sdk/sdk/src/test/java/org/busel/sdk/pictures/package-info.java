/// Proves what sessions promise, with devices whose records are in memory and a relay that only vouches.
@NullMarked
package org.busel.sdk.pictures;

import org.jspecify.annotations.NullMarked;
