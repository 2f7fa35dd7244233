/// The load of W2: messages into mailboxes whose owners are away, and then they all come back.
@NullMarked
@CheckReturnValue
package org.busel.load.offline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
