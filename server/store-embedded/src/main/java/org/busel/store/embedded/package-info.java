/// The default store: one folder on disk, durable before it answers, nothing to install.
@NullMarked
@CheckReturnValue
package org.busel.store.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
