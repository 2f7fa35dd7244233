/// Proves what sessions promise, with devices whose records are in memory and a relay that only vouches.
@NullMarked
package org.busel.sdk.attachments;

import org.jspecify.annotations.NullMarked;
