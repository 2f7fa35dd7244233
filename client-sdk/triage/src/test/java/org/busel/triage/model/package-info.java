@NullMarked
package org.busel.triage.model;

import org.jspecify.annotations.NullMarked;
