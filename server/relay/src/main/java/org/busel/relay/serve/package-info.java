/// Shows courses to anybody, takes them from trainers whose signatures count, and keeps sealed attachments for whoever
/// knows their ids.
///
/// In: ordinary HTTPS requests, from `relay.listen`; manifests and chunks, which are verified by `format` before
/// anything is kept; parts of attachments, from whoever has a token for them. Out: pages, the bytes that learners verify
/// again, and parts. Nobody is logged in here, nothing is remembered about who asked, and no message ever comes near.
@NullMarked
@CheckReturnValue
package org.busel.relay.serve;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
