/// Tests of what leaves, with the readers of other people.
@NullMarked
package org.busel.export;

import org.jspecify.annotations.NullMarked;
