/// Keeps what a newsroom says about texts, and what was learnt from it, sealed under a passphrase of its own.
///
/// In: labelled texts and an own layer. Out: the same. The folder holds a vault with one key and two files sealed under
/// it; nothing of a text, a label or a weight stands anywhere in the open, and nothing leaves the device.
@NullMarked
@CheckReturnValue
package org.busel.cli.labels;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
