/// Turns a trainer's Markdown and YAML into a module: checks it, renders safe HTML, cuts chunks.
@NullMarked
@CheckReturnValue
package org.busel.author;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
