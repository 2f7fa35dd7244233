package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.busel.sdk.ReceiveOutcome;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;

/// How scenarios make devices, let them meet, and read what they got.
final class People {
  /// A passphrase try costs next to nothing here; everything else is as people have it.
  static final Options OPTIONS =
      Options.DEFAULTS
          .withVaultCost(new Argon2Cost(8, 1, 1))
          .withTiming(
              new Options.Timing(
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(10),
                  Duration.ofMillis(50),
                  Duration.ofSeconds(1)));

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private People() {}

  static Passphrase passphrase() {
    return Passphrase.takeOver("correct stork battery staple".toCharArray());
  }

  static JoinLink link(String text) {
    assertThat(JoinLink.parse(text)).isInstanceOf(Parsed.Link.class);
    return ((Parsed.Link<JoinLink>) JoinLink.parse(text)).link();
  }

  static Device join(Path folder, String invitation) {
    return join(folder, invitation, OPTIONS);
  }

  static Device join(Path folder, String invitation, Options options) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder, link(invitation), passphrase, options);
      assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  static Device open(Path folder) {
    return open(folder, OPTIONS);
  }

  static Device open(Path folder, Options options) {
    try (Passphrase passphrase = passphrase()) {
      OpenOutcome outcome = Busel.open(folder, passphrase, options);
      assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
      return ((OpenOutcome.Opened) outcome).device();
    }
  }

  /// `host` invites and `guest` answers; afterwards each is the other's only new contact.
  static void meet(Device host, String hostName, Device guest, String guestName) {
    assertThat(guest.add(host.invite(guestName, Duration.ofDays(1)), hostName))
        .isInstanceOf(AddOutcome.Added.class);
    assertThat(host.receive(PATIENCE)).isInstanceOf(ReceiveOutcome.Drained.class);
    assertThat(host.contact(guestName)).isPresent();
  }

  static Contact contact(Device device, String name) {
    return device.contact(name).orElseThrow();
  }

  /// Everything that waits, as text.
  static List<String> receive(Device device) {
    ReceiveOutcome outcome = device.receive(PATIENCE);
    assertThat(outcome).isInstanceOf(ReceiveOutcome.Drained.class);
    return outcome.messages().stream().map(Message::text).toList();
  }

  /// The texts of a whole conversation, oldest first.
  static List<String> history(Device device, String with) {
    return device.history(contact(device, with), 10_000).stream().map(Message::text).toList();
  }
}
