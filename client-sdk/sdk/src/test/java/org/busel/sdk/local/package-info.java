/// What the local store promises.
@NullMarked
package org.busel.sdk.local;

import org.jspecify.annotations.NullMarked;
