/// What leaves for other systems: a module in one language as EPUB 3.3, QTI 3, Common Cartridge 1.3, GIFT, or one
/// printable HTML page.
///
/// In: a [org.busel.export.Booklet], whose pages somebody has verified. Out: the bytes of a file, the same for the same
/// module on every machine and day, and a line for everything that the other format cannot hold. What leaves is no longer
/// signed. Knows no device, no key and no network.
@NullMarked
@CheckReturnValue
package org.busel.export;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
