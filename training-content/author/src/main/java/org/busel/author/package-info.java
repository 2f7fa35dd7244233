/// Turns a trainer's Markdown and YAML into a module: checks it, renders safe HTML and plain text, cuts chunks.
///
/// In: a folder as `WRITING.md` describes it. Out: every problem with file, line and column, or a folder with an unsigned
/// manifest and its chunks. The only room with a Markdown or YAML parser; it knows no key and no network.
@NullMarked
@CheckReturnValue
package org.busel.author;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
