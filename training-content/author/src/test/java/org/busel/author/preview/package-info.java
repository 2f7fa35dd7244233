/// What a trainer's browser is shown, asked over a real connection.
@NullMarked
package org.busel.author.preview;

import org.jspecify.annotations.NullMarked;
