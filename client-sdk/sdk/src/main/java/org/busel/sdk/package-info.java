/// The facade: what an app embeds to message and to learn.
///
/// In: what a person wants to say; out: sealed outcomes, each of which says what it asks of the caller. [Busel] opens a
/// [Device], and everything else is done by it. Behind it stand `session` (sealing and opening), `transport` (the two
/// connections), `local` (what is on disk) and `courses`. No type of libsignal, OkHttp or SQLite comes out of here.
@NullMarked
@CheckReturnValue
package org.busel.sdk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
