/// Promises of `busel`, most of them as transcripts in `src/test/resources/transcripts`.
@NullMarked
package org.busel.cli;

import org.jspecify.annotations.NullMarked;
