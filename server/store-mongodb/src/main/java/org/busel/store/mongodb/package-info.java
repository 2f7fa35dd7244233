/// The course catalogue on MongoDB, behind the same interface as the embedded store.
///
/// In: what the relay has admitted; out: the course list, to any relay that shares the database. Only public facts of
/// public modules enter. The only room that knows the MongoDB driver.
@NullMarked
@CheckReturnValue
package org.busel.store.mongodb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
