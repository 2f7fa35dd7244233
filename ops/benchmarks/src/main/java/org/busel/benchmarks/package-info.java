/// The workloads: each is a command of `ops/benchmarks/run`, starts what it measures in a folder of its own, drives it with
/// [org.busel.load], and prints its figure as the last line.
@NullMarked
@CheckReturnValue
package org.busel.benchmarks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
