package org.busel.cli;

import org.busel.sdk.Device;
import org.busel.sdk.Proxy;
import picocli.CommandLine.Mixin;

/// A verb that needs an open profile.
abstract class ProfileVerb extends Verb {
  @Mixin private final ProfileOptions profile;

  private final Profiles profiles;

  ProfileVerb(Profiles profiles, ProfileOptions general) {
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public final void run() {
    check();
    try (Device device = profiles.open(profile)) {
      run(device);
    }
  }

  /// Looks at what was typed before anybody is asked for a passphrase.
  ///
  /// @throws org.busel.cli.terminal.Stop if it makes no sense
  void check() {}

  abstract void run(Device device);

  /// Through which proxy the profile asks.
  final Proxy outbox() {
    return profiles.outbox(profile);
  }
}
