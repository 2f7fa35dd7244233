/// The trees and proofs of key logs under test.
@NullMarked
package org.busel.wire.log;

import org.jspecify.annotations.NullMarked;
