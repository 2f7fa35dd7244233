@NullMarked
package org.busel.triage.own;

import org.jspecify.annotations.NullMarked;
