@NullMarked
package org.busel.triage.desk;

import org.jspecify.annotations.NullMarked;
