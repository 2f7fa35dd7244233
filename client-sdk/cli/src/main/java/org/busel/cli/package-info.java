/// `busel`: thin verbs over the SDK. Data to standard output, talk to standard error.
@NullMarked
@CheckReturnValue
package org.busel.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
