/// What a device keeps on disk: sessions, contacts, messages, what waits to be sent.
///
/// In: records, inside transactions; out: the same, after a crash as well. One SQLite file, in which every value is
/// encrypted and bound to its place, and every name that could tell a person is a keyed hash: who copies the file
/// learns how many values there are and roughly how large, and when envelopes came to the day. An older copy of the
/// whole file put in place of a newer one is not noticed. Networks and libsignal never enter; SQLite stands behind
/// [Sql].
@NullMarked
@CheckReturnValue
package org.busel.sdk.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
