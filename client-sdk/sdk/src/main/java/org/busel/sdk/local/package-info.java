/// What a device keeps on disk: sessions, contacts, messages, what waits to be sent.
///
/// In: records, inside transactions; out: the same, after a crash as well. One SQLite database in memory, in which every
/// value is encrypted and bound to its place, and every name that could tell a person is a keyed hash; what it commits
/// is sealed once more into one of the two homes of a file that looks like noise from end to end ([Zones], [Journal],
/// [Generation]). Who copies the file learns its size, which says how much was ever in one of the homes, by doublings. An
/// older copy of the whole file put in place of a newer one is not noticed. Networks and libsignal never enter; SQLite
/// stands behind [Sql].
@NullMarked
@CheckReturnValue
package org.busel.sdk.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
