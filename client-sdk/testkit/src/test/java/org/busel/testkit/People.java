package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.busel.sdk.SendOutcome;

/// Makes devices for tests and asks for what usually works.
final class People {
  static final Duration LONG = Duration.ofSeconds(20);

  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  private People() {}

  static Options options(Clock clock) {
    Duration second = Duration.ofSeconds(1);
    return Options.DEFAULTS
        .withClock(clock)
        .withVaultCost(CHEAP)
        .withTiming(new Options.Timing(LONG, LONG, Duration.ofMillis(20), second));
  }

  static Passphrase passphrase() {
    return Passphrase.takeOver("correct horse".toCharArray());
  }

  static Device join(RelaySimulator relay, Path folder) {
    return join(relay, folder, options(Clock.systemUTC()));
  }

  static Device join(RelaySimulator relay, Path folder, Options options) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder, relay.joinLink(), passphrase, options);
      assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  static Device open(Path folder) {
    return open(folder, options(Clock.systemUTC()));
  }

  static Device open(Path folder, Options options) {
    try (Passphrase passphrase = passphrase()) {
      OpenOutcome outcome = Busel.open(folder, passphrase, options);
      assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
      return ((OpenOutcome.Opened) outcome).device();
    }
  }

  /// `guest` answers an invitation of `host`, who notices.
  ///
  /// @return the host, as the guest's contact
  static Contact meet(Device host, String hostName, Device guest, String guestName) {
    AddOutcome added = guest.add(host.invite(guestName, Duration.ofDays(1)), hostName);
    assertThat(added).isInstanceOf(AddOutcome.Added.class);
    assertThat(((AddOutcome.Added) added).introduced()).isTrue();
    var unused = host.receive(LONG);
    assertThat(host.contact(guestName)).isPresent();
    return ((AddOutcome.Added) added).contact();
  }

  static void accepted(SendOutcome outcome) {
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
  }

  static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  static List<String> receive(Device device) {
    return texts(device.receive(LONG).messages());
  }
}
