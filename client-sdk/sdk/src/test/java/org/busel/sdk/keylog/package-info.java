/// What is believed of a key log, under test.
@NullMarked
package org.busel.sdk.keylog;

import org.jspecify.annotations.NullMarked;
