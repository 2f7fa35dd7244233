/// Takes out of pictures what says where, when and with what they were made, without touching the picture itself.
///
/// In: a file of any kind, never more of it in memory than a few kilobytes. Out: the same picture with nothing in it but
/// what is needed to show it. This room knows no format beyond where its pieces begin and end, decodes no pixel, follows
/// no length without checking it against the file, and needs nothing but the JDK.
@NullMarked
@CheckReturnValue
package org.busel.sdk.pictures;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
