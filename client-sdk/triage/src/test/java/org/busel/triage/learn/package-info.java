@NullMarked
package org.busel.triage.learn;

import org.jspecify.annotations.NullMarked;
