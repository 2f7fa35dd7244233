/// How `busel` speaks and is spoken to: data to standard output, talk to standard error, and nothing asked of a pipe.
///
/// In: words, some of which a stranger chose. Out: lines that no stranger can turn into commands to the terminal, QR
/// codes, JSON, and what was typed. This room knows nothing of messages, modules or relays.
@NullMarked
@CheckReturnValue
package org.busel.cli.terminal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
