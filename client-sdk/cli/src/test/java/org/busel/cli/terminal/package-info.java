/// Promises of the terminal room.
@NullMarked
package org.busel.cli.terminal;

import org.jspecify.annotations.NullMarked;
