/// The rooms of ARCHITECTURE.md and the directions between them, as tests.
@NullMarked
package org.busel.architecture;

import org.jspecify.annotations.NullMarked;
