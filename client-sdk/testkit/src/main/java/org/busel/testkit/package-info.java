/// What an embedding app needs for its own tests: a relay in memory, a clock set by hand, repeatable randomness.
///
/// [RelaySimulator] speaks the real protocol over real TLS on loopback, keeps everything in memory, and can be told to
/// cheat in the ways that a hostile relay could. It checks no prekey signatures and limits nobody: for tests only.
@NullMarked
@CheckReturnValue
package org.busel.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
