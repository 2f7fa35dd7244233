package org.busel.load.relay;

import org.busel.keys.LoginKey;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;

/// One registered device of the load.
///
/// @param registrationId what senders must name
public record Persona(DeviceId device, Capability capability, LoginKey login, int registrationId) {}
