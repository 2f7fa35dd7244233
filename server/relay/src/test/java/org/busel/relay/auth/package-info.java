/// Tests of who may do what.
@org.jspecify.annotations.NullMarked
package org.busel.relay.auth;
