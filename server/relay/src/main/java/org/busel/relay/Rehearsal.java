package org.busel.relay;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome;
import org.busel.storage.RelayStore;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.RelayPlace;

/// A relay's first minutes, played through: it starts as `run` starts it, shows its pages, lets a device in, and takes,
/// hands out and forgets messages. Nobody else is there, and nothing of it is kept.
final class Rehearsal {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int REGISTRATION_ID = 1;
  private static final int VISITS = 60;
  private static final int MESSAGES = 20; // in each visit
  private static final int KEM_KEY_BYTES = 1_569;

  private final RelayConfig config;
  private final RelayStore store;

  private Rehearsal(RelayConfig config, RelayStore store) {
    this.config = config;
    this.store = store;
  }

  /// Plays it in an empty folder, and returns when the relay has stopped.
  ///
  /// @throws CannotStart if this machine lets no relay start
  static void in(Path folder) {
    RelayConfig config =
        ConfigFile.read(
            folder,
            folder.resolve("relay.conf"),
            Map.of(
                "relay.bind", "127.0.0.1",
                "relay.port", "0",
                "relay.metrics-port", "0",
                "relay.registrations-need-disk", "0",
                "relay.limit-prefix-connections", "off",
                "relay.limit-prefix-logins", "off"));
    new Rehearsal(config, RelayStores.open(config)).play();
  }

  private void play() {
    Understudy.Role role = register(store.directory());
    try (Relay relay = Relay.open(config, store, Clock.systemUTC());
        Understudy device = new Understudy(role, relay.port())) {
      device.look("/");
      for (int i = 0; i < VISITS; i++) {
        device.visit(MESSAGES);
      }
    }
  }

  /// Gives the device its place in the store itself: registering is rare, and would need keys that libsignal takes.
  private static Understudy.Role register(DirectoryStore directory) {
    KeyPair login = loginKey();
    DeviceId id = new DeviceId(AccountId.random(RANDOM), 1);
    Capability capability = Capability.random(RANDOM);
    byte[] encoded = login.getPublic().getEncoded();
    ByteString loginKey = ByteString.copyFrom(encoded, encoded.length - 32, 32);
    Instant now = Instant.now();
    Hash invitation = new Hash(random(32));
    directory.invite(invitation, now.plus(Duration.ofHours(1)));
    RegisterOutcome outcome =
        directory.register(
            invitation,
            new Account(
                id.account(),
                new Hash(capability.hash()),
                List.of(
                    new Device(
                        id, loginKey, random(RelayPlace.TRUST_ROOT_BYTES), REGISTRATION_ID))),
            new Prekeys.Upload(
                Optional.of(signed(RelayPlace.TRUST_ROOT_BYTES)),
                Optional.of(signed(KEM_KEY_BYTES)),
                List.of(),
                List.of()),
            now);
    if (!(outcome instanceof RegisterOutcome.Registered)) {
      throw new IllegalStateException("an empty store has no place");
    }
    return new Understudy.Role(id, capability, login.getPrivate(), REGISTRATION_ID);
  }

  private static KeyPair loginKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException noEd25519) {
      throw new IllegalStateException("this JDK has no Ed25519", noEd25519);
    }
  }

  private static Prekeys.Signed signed(int keyBytes) {
    return new Prekeys.Signed(1, random(keyBytes), random(64));
  }

  private static ByteString random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return ByteString.copyFrom(random);
  }
}
