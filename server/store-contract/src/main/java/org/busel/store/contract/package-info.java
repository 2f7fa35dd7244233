/// What every store owes, as tests that a store's own tests extend; and the store in memory.
@NullMarked
@CheckReturnValue
package org.busel.store.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
