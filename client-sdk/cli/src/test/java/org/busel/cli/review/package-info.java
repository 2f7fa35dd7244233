@NullMarked
package org.busel.cli.review;

import org.jspecify.annotations.NullMarked;
