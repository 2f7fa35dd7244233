package org.busel.sdk;

/// How often something odd has happened since the profile was made. Counts only: nothing here names anybody.
///
/// @param strangers messages from people who are no contact, set aside
/// @param unopenable envelopes that could not be opened, dropped
/// @param reusedKeys one-time keys that the relay had given out twice
/// @param unprotected messages refused for want of the post-quantum ratchet
public record Notices(long strangers, long unopenable, long reusedKeys, long unprotected) {}
