/// Signs, reviews, uploads and reads back modules.
@NullMarked
@CheckReturnValue
package org.busel.publish;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
