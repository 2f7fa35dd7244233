/// What a chain of changes promises.
@NullMarked
package org.busel.sdk.desks;

import org.jspecify.annotations.NullMarked;
