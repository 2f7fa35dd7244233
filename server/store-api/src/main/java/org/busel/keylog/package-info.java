/// Holds what a key log is made of: entries, leaves, the material of accounts, and the word of the witness.
///
/// In: `record` and `add`, from `relay.keylog`; out: the same entries and leaves, to the same. What stands in an entry is as good as
/// random; only `versions` ties an account to anything. No proof is made here, and no signature but the witness's enters.
@NullMarked
@CheckReturnValue
package org.busel.keylog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
