/// Fetching the same few files over HTTPS again and again, from the relay or from nginx.
@NullMarked
@CheckReturnValue
package org.busel.load.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
