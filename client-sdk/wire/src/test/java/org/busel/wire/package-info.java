/// Proves that what crosses the network is read as PROTOCOL.md says, whoever wrote it.
@NullMarked
package org.busel.wire;

import org.jspecify.annotations.NullMarked;
