/// Promises of the whole system, kept over the real relay and, where it makes sense, over the simulator.
///
/// A scenario is named as the promise that it proves. Each has its own relay on a free port and its own folders.
@NullMarked
package org.busel.scenarios;

import org.jspecify.annotations.NullMarked;
