package org.busel.sdk;

import java.nio.file.Path;
import org.busel.keys.Passphrase;
import org.busel.wire.JoinLink;

/// The way in: a profile folder becomes a [Device].
///
/// A profile is one folder with one device of one account on one relay. It belongs to one process at a time; a second
/// one is told so and changes nothing. Everything in it is encrypted under the passphrase. Safe for any thread; both
/// calls block for about half a second on the passphrase alone.
public final class Busel {
  private Busel() {}

  /// Makes a profile in `folder` and registers it on the relay that the invitation names. A join that was cut off may
  /// simply be repeated with the same folder, link and passphrase; it uses the invitation up only once.
  ///
  /// @param folder made if it is missing; must not hold another profile
  /// @throws BuselException if the folder cannot be read or written, or the relay answered something unheard of
  @SuppressWarnings("DoNotCallSuggester")
  public static JoinOutcome join(
      Path folder, JoinLink link, Passphrase passphrase, Options options) {
    throw new BuselException("opening a profile");
  }

  /// Opens the profile in `folder`. Works without a network; nothing is sent before the first call that needs to.
  ///
  /// @throws BuselException if the folder cannot be read or written
  @SuppressWarnings("DoNotCallSuggester")
  public static OpenOutcome open(Path folder, Passphrase passphrase, Options options) {
    throw new BuselException("opening a profile");
  }
}
