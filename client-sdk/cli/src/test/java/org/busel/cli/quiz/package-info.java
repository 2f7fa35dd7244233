/// How what somebody types at a quiz is understood.
@NullMarked
package org.busel.cli.quiz;

import org.jspecify.annotations.NullMarked;
