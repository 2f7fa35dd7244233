package org.busel.load.relay;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome;
import org.busel.keys.LoginKey;
import org.busel.load.LoadException;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;

/// Makes the devices of a load, before the relay starts, in its store itself: registering is not what is measured, and a
/// relay rightly slows down somebody who registers thousands from one address. Their prekeys are random bytes, because
/// nobody fetches them.
public final class Cast {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int REGISTRATION_ID = 77;
  private static final int EC_KEY_BYTES = 33;
  private static final int KEM_KEY_BYTES = 1_569;
  private static final int SIGNATURE_BYTES = 64;

  private Cast() {}

  /// Registers devices of as many accounts with a relay that is not running.
  ///
  /// @param folder the relay's
  public static List<Persona> register(Path folder, int count) {
    try (EmbeddedStore store =
        EmbeddedStore.open(folder.resolve("store"), MailboxLimits.DEFAULTS)) {
      List<Persona> cast = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cast.add(register(store.directory()));
      }
      return cast;
    }
  }

  private static Persona register(DirectoryStore directory) {
    Instant now = Instant.now();
    Hash invitation = new Hash(random(32));
    directory.invite(invitation, now.plus(Duration.ofHours(1)));
    DeviceId id = new DeviceId(AccountId.random(RANDOM), 1);
    Capability capability = Capability.random(RANDOM);
    LoginKey login = LoginKey.of(LoginKey.makeSeed(RANDOM));
    Device device =
        new Device(
            id, ByteString.copyFrom(login.publicKey()), random(EC_KEY_BYTES), REGISTRATION_ID);
    RegisterOutcome outcome =
        directory.register(
            invitation,
            new Account(id.account(), new Hash(capability.hash()), List.of(device)),
            new Prekeys.Upload(
                Optional.of(signed(EC_KEY_BYTES)),
                Optional.of(signed(KEM_KEY_BYTES)),
                List.of(),
                List.of()),
            now);
    return switch (outcome) {
      case RegisterOutcome.Registered() -> new Persona(id, capability, login, REGISTRATION_ID);
      case RegisterOutcome.InvitationUnknown(),
          RegisterOutcome.InvitationUsed(),
          RegisterOutcome.InvitationExpired(),
          RegisterOutcome.AccountTaken() ->
          throw new LoadException("the store did not register a device");
    };
  }

  private static Prekeys.Signed signed(int keyBytes) {
    return new Prekeys.Signed(1, random(keyBytes), random(SIGNATURE_BYTES));
  }

  private static ByteString random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return ByteString.copyFrom(random);
  }
}
