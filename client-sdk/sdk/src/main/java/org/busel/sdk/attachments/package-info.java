/// Seals files, moves them to and from a relay part by part, and keeps them sealed on the device.
///
/// In: a file that the owner chose, or what a contact said about one. Out: parts, to a relay that doesn't learn whose they
/// are; and a plain file, where the owner wants it. This room knows no contact, no message and no session; whoever
/// calls it says what is to be kept in the local store.
@NullMarked
@CheckReturnValue
package org.busel.sdk.attachments;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
