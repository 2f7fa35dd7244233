/// Tests of what crosses a socket, byte by byte.
@org.jspecify.annotations.NullMarked
package org.busel.relay.listen;
