package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Gatherers;
import org.busel.keys.LoginKey;
import org.busel.sdk.session.DeviceIdentity;
import org.busel.sdk.session.Sessions;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.JoinLink;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.UploadKeys;

/// Registers the devices of a load. They share one identity and its signed prekeys, because making keys is not what is
/// measured; accounts, capabilities and login keys are their own.
final class Cast {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Cast() {}

  /// One device for every invitation.
  static List<Persona> register(Driver driver, List<JoinLink> invitations) {
    DeviceIdentity identity = DeviceIdentity.of(DeviceIdentity.make());
    UploadKeys keys = signedKeys(driver, identity);
    return invitations.stream()
        .gather(
            Gatherers.mapConcurrent(
                8,
                invitation ->
                    driver.await(
                        "registering a device",
                        () -> register(driver, invitation, identity, keys))))
        .toList();
  }

  private static UploadKeys signedKeys(Driver driver, DeviceIdentity identity) {
    DeviceId provisional = new DeviceId(AccountId.random(RANDOM), 1);
    UploadKeys all =
        Sessions.of(provisional, identity, driver.relay().trustRoot(), Clock.systemUTC())
            .keysToUpload(new MemoryRecords(), KeyCounts.getDefaultInstance())
            .orElseThrow();
    return all.toBuilder().clearOneTimeEc().clearOneTimeKem().build();
  }

  private static Future<Persona> register(
      Driver driver, JoinLink invitation, DeviceIdentity identity, UploadKeys keys) {
    AccountId account = AccountId.random(RANDOM);
    Capability capability = Capability.random(RANDOM);
    LoginKey login = LoginKey.of(LoginKey.makeSeed(RANDOM));
    Register register =
        Register.newBuilder()
            .setInvitation(invitation.token().bytes())
            .setAccount(account.bytes())
            .setCapabilityHash(capability.hash())
            .setLoginKey(ByteString.copyFrom(login.publicKey()))
            .setIdentityKey(identity.publicKey())
            .setRegistrationId(identity.registrationId())
            .setKeys(keys)
            .build();
    Request request = Request.newBuilder().setId(1).setRegister(register).build();
    return driver
        .outbox()
        .compose(line -> line.exchange(ClientFrame.newBuilder().setRequest(request).build()))
        .map(answer -> persona(answer, account, capability, login, identity.registrationId()));
  }

  private static Persona persona(
      RelayFrame answer,
      AccountId account,
      Capability capability,
      LoginKey login,
      int registrationId) {
    if (!answer.getResponse().hasRegistered()) {
      throw new BenchmarkException("the relay refused a registration");
    }
    DeviceId device = new DeviceId(account, answer.getResponse().getRegistered().getDevice());
    return new Persona(device, capability, login, registrationId);
  }
}
