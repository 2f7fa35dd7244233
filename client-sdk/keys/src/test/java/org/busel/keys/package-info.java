/// Proves that secrets stay secret and that the vault gives back exactly what was put into it.
@NullMarked
package org.busel.keys;

import org.jspecify.annotations.NullMarked;
