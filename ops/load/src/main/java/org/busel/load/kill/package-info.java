/// The kill harness: senders and receivers that keep journals while their relay is killed under them, and the comparison of
/// what they wrote down.
///
/// In: how to start a relay, a number of rounds and a seed; out: [KillReport]. Nothing of the relay's own is looked at: what
/// counts is what its devices saw.
@NullMarked
@CheckReturnValue
package org.busel.load.kill;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
