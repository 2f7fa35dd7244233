/// Shows courses to anybody, and takes them from trainers whose signatures count.
///
/// In: ordinary HTTPS requests, from `relay.listen`; manifests and chunks, which are verified by `format` before
/// anything is kept. Out: pages, and the bytes that learners verify again. Nobody is logged in here, nothing is
/// remembered about who asked, and no message ever comes near.
@NullMarked
@CheckReturnValue
package org.busel.relay.serve;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
