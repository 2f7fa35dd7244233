package org.busel.sdk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.busel.sdk.local.records.StoredLog;
import org.busel.sdk.local.records.StoredLog.Trouble;

/// The relay's key log, for this device's owner: whether everybody is shown the same keys. What must be looked at is looked at
/// by the device itself; this tells how it stands, and takes the owner's decision where one is needed. Safe for many threads.
public final class Transparency {
  private final Profile profile;
  private final KeyLog keyLog;
  private final Inbox inbox;

  Transparency(Profile profile, KeyLog keyLog, Inbox inbox) {
    this.profile = profile;
    this.keyLog = keyLog;
    this.inbox = inbox;
  }

  /// How it stood when this device last looked.
  public KeyLogState state() {
    StoredLog stored = profile.transact("reading the key log", tx -> tx.log().state());
    return new KeyLogState(
        keyLog.isKept(),
        stored.getHead().getSize(),
        hour(stored.getHead().getHour()),
        stored.getOwnStands(),
        keyLog.hasWitness(),
        hour(stored.getWitnessedHour()),
        keyLog.refusal(stored).isEmpty(),
        trouble(stored.getTrouble()));
  }

  /// Looks at the log and at this device's own keys in it, now.
  ///
  /// @return how it stands; as before if the relay could not be reached
  public KeyLogState look() {
    keyLog.tendOwn(inbox::ask, 0);
    keyLog.compareAndRecheck();
    return state();
  }

  /// The owner has looked at what the log was caught at, and goes on with it as it is now. What was seen before is forgotten.
  public void goOn() {
    profile.save(
        "beginning with the key log anew",
        tx -> {
          boolean alone = tx.log().state().getWithoutWitness();
          tx.log().forgetHeads();
          tx.log().heard().forEach(tx.log()::compared);
          tx.log().accounts().stream()
              .filter(it -> !it.getCapability().isEmpty())
              .forEach(it ->
                  tx.log()
                      .save(
                          it.toBuilder()
                              .clearVersion()
                              .clearValue()
                              .setPendingSinceHour(keyLog.hour())
                              .build()));
          tx.log()
              .change(it ->
                  it.clear().setSinceHour(keyLog.hour()).setWithoutWitness(alone));
        });
  }

  /// Takes keys also while the witness says nothing, or no longer.
  public void goOnWithoutWitness(boolean without) {
    profile.save(
        "deciding about the witness", tx -> tx.log().change(it -> it.setWithoutWitness(without)));
  }

  static Optional<KeyLogTrouble> trouble(Trouble stored) {
    return switch (stored) {
      case TROUBLE_NONE, UNRECOGNIZED -> Optional.empty();
      case TROUBLE_SET_BACK -> Optional.of(KeyLogTrouble.SET_BACK);
      case TROUBLE_FORKED -> Optional.of(KeyLogTrouble.FORKED);
      case TROUBLE_LIED -> Optional.of(KeyLogTrouble.LIED);
      case TROUBLE_OWN_KEYS -> Optional.of(KeyLogTrouble.OWN_KEYS);
      case TROUBLE_UNSIGNED -> Optional.of(KeyLogTrouble.UNSIGNED);
    };
  }

  private static Optional<Instant> hour(int hour) {
    return hour == 0
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(hour, ChronoUnit.HOURS));
  }
}
