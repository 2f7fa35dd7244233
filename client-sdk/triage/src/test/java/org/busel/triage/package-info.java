@NullMarked
package org.busel.triage;

import org.jspecify.annotations.NullMarked;
