/// Redis Streams as a server under test: one stream for each mailbox, XADD, XREAD BLOCK, XDEL.
@NullMarked
@CheckReturnValue
package org.busel.load.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
