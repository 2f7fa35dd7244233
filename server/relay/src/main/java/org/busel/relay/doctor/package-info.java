/// Looks a relay's surroundings over before they hurt: folder, certificate, clock, disk, ports, what the system allows.
///
/// In: where things are, out of the configuration. Out: findings, each with what to do about it. Asks no network, changes
/// nothing but one small file that it removes again, and looks into nothing that belongs to anybody but the operator.
@NullMarked
@CheckReturnValue
package org.busel.relay.doctor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
