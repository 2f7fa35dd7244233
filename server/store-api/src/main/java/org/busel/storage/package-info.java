/// Everything that one relay keeps, as a whole: how its stores are opened and closed together, what they tell of
/// themselves in figures, and how they are verified and backed up.
///
/// A store of one kind (`mailbox`, `directory`, `catalog`, `attachment`) does not know this room.
@NullMarked
@CheckReturnValue
package org.busel.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
