/// Signed manifests, chunk ids, and the pure function that verifies a module. `FORMAT.md` is the law. No IO.
@NullMarked
@CheckReturnValue
package org.busel.format;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
