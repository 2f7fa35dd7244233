/// Manifests, chunk ids, the trust chain, and the pure functions that verify a module. `FORMAT.md` is the law.
///
/// In: bytes that may come from anybody, and the digest of a root that was pinned. Out: verdicts, as sealed results. This room knows no
/// files, no network and no private key; reading never throws, whatever the bytes.
@NullMarked
@CheckReturnValue
package org.busel.format;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
