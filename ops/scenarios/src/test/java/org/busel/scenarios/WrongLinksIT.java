package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.busel.keys.Passphrase;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.ContactCard;
import org.busel.wire.InvitationToken;
import org.busel.wire.JoinLink;
import org.busel.wire.MeetLink;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.RelayFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links that are used up, too old, invented, or lead somewhere else than they say.
final class WrongLinksIT {
  private final SecureRandom random = new SecureRandom();
  @TempDir Path folder;
  private RealRelay relay;

  @BeforeEach
  void startTheRelay() {
    relay = new RealRelay(folder.resolve("relay"));
  }

  @AfterEach
  void stopTheRelay() {
    relay.close();
  }

  @Test
  void anInventedInvitationIsUnknown() {
    JoinLink real = People.link(relay.invite());
    JoinLink invented =
        new JoinLink(
            real.relay(), InvitationToken.random(random), real.expiresAt(), real.curriculumRoot());

    assertThat(join("invented", invented)).isInstanceOf(JoinOutcome.InvitationUnknown.class);
    assertThat(join("real", real)).isInstanceOf(JoinOutcome.Joined.class);
  }

  @Test
  void anInvitationThatTheRelayHoldsForExpiredIsRefusedWhateverTheLinkSays() {
    JoinLink shortLived = People.link(relay.invite(Duration.ofSeconds(1)));
    JoinLink prolonged =
        new JoinLink(
            shortLived.relay(),
            shortLived.token(),
            Instant.now().plus(Duration.ofDays(1)),
            shortLived.curriculumRoot());
    org.awaitility.Awaitility.await().until(() -> shortLived.hasExpired(Instant.now()));

    assertThat(join("honest", shortLived)).isInstanceOf(JoinOutcome.InvitationExpired.class);
    assertThat(join("prolonged", prolonged)).isInstanceOf(JoinOutcome.InvitationExpired.class);
  }

  @Test
  void aRelayWithAnotherCertificateIsNotTrusted() {
    JoinLink real = People.link(relay.invite());
    RelayPlace elsewhere =
        new RelayPlace(
            real.relay().url(), flipped(real.relay().tlsPin()), real.relay().trustRoot());
    JoinLink wrong = new JoinLink(elsewhere, real.token(), real.expiresAt(), real.curriculumRoot());

    assertThat(join("wrong", wrong)).isInstanceOf(JoinOutcome.RelayNotTrusted.class);
    assertThat(join("real", real)).isInstanceOf(JoinOutcome.Joined.class);
  }

  @Test
  void aRelayThatIsNotTheOneOfTheInvitationIsNotTrustedEvenBehindTheRightCertificate() {
    JoinLink real = People.link(relay.invite());
    ByteString root = real.relay().trustRoot();
    RelayPlace impostor =
        new RelayPlace(
            real.relay().url(),
            real.relay().tlsPin(),
            root.substring(0, 1).concat(flipped(root.substring(1))));
    JoinLink wrong = new JoinLink(impostor, real.token(), real.expiresAt(), real.curriculumRoot());

    assertThat(join("wrong", wrong)).isInstanceOf(JoinOutcome.RelayNotTrusted.class);
  }

  @Test
  void aWrongCapabilityAndAMissingAccountAreOneAnswer() {
    try (Device editor = People.join(folder.resolve("editor"), relay.invite());
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      MeetLink real = editor.invite(Duration.ofDays(1));
      ContactCard card = real.card();
      ContactCard wrongCapability =
          new ContactCard(
              card.relays(), card.account(), card.identityFingerprint(), Capability.random(random));
      ContactCard missingAccount =
          new ContactCard(
              card.relays(),
              AccountId.random(random),
              card.identityFingerprint(),
              card.capability());

      assertThat(List.of(wrongCapability, missingAccount))
          .allSatisfy(wrong ->
              assertThat(
                      journalist.add(new MeetLink(wrong, real.token(), real.expiresAt()), "Editor"))
                  .isInstanceOf(AddOutcome.NoSuchMailbox.class));
      try (RawOutbox one = new RawOutbox(card.relays().getFirst());
          RawOutbox other = new RawOutbox(card.relays().getFirst())) {
        RelayFrame first = one.fetchBundles(wrongCapability);
        RelayFrame second = other.fetchBundles(missingAccount);

        assertThat(first.toByteString()).isEqualTo(second.toByteString());
      }
      assertThat(journalist.contacts()).isEmpty();
    }
  }

  @Test
  void keysThatAreNotThoseOfTheInvitationAreALie() {
    try (Device editor = People.join(folder.resolve("editor"), relay.invite());
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      MeetLink real = editor.invite(Duration.ofDays(1));
      ContactCard card = real.card();
      ContactCard other =
          new ContactCard(
              card.relays(),
              card.account(),
              flipped(card.identityFingerprint()),
              card.capability());

      AddOutcome outcome =
          journalist.add(new MeetLink(other, real.token(), real.expiresAt()), "Editor");

      assertThat(outcome).isInstanceOf(AddOutcome.KeyMismatch.class);
      assertThat(journalist.contacts()).isEmpty();
    }
  }

  private JoinOutcome join(String profile, JoinLink link) {
    try (Passphrase passphrase = People.passphrase()) {
      JoinOutcome outcome = Busel.join(folder.resolve(profile), link, passphrase, People.OPTIONS);
      if (outcome instanceof JoinOutcome.Joined(Device device)) {
        device.close();
      }
      return outcome;
    }
  }

  private static ByteString flipped(ByteString bytes) {
    byte[] copy = bytes.toByteArray();
    copy[7] ^= 1;
    return ByteString.copyFrom(copy);
  }
}
