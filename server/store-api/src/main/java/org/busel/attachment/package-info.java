/// Holds sealed attachments, part by part, until their time is over or their sender withdraws them.
///
/// In: parts of sealed streams, from `relay.serve`. Out: the same, to whoever knows an id. This room never sees a key,
/// a name of a file, an account or a mailbox: nothing ties an attachment to anybody.
@NullMarked
@CheckReturnValue
package org.busel.attachment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
