/// The course catalogue on MongoDB, behind the same interface as the embedded store.
@NullMarked
@CheckReturnValue
package org.busel.store.mongodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
