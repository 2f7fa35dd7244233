package org.busel.sdk;

import java.time.Instant;
import java.util.Optional;

/// How the relay's key log looks from this device.
///
/// @param isKept whether the join link named one; otherwise nothing else here means anything
/// @param leaves of the newest head that was seen; 0 if none was
/// @param seen the hour in which the relay signed that
/// @param ownKeysStand whether this device's own keys were found there when it last looked
/// @param hasWitness whether the join link named a witness
/// @param witnessed the hour in which the witness has signed last, as far as this device knows
/// @param takesKeys whether new keys are taken from the relay now
/// @param trouble what it was caught at, if anything, and nobody has looked yet
public record KeyLogState(
    boolean isKept,
    long leaves,
    Optional<Instant> seen,
    boolean ownKeysStand,
    boolean hasWitness,
    Optional<Instant> witnessed,
    boolean takesKeys,
    Optional<KeyLogTrouble> trouble) {}
