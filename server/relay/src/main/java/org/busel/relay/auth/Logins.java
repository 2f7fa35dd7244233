package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.LoginProof;
import org.busel.wire.RelayId;
import org.busel.wire.v1.Login;

/// Lets devices in: a fresh challenge for each connection, and the check of what comes back. Safe for many threads.
public final class Logins {
  /// A login key that belongs to nobody, so that a login for a missing device costs what a wrong proof costs: the public
  /// key of RFC 8032, section 7.1, test 1, whose private key everybody knows and which no directory lookup returns.
  private static final ByteString NOBODY =
      ByteString.copyFrom(
          HexFormat.of()
              .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

  private final RelayId relay;
  private final DirectoryStore directory;
  private final SecureRandom random;

  /// @param relay what a proof is bound to, so that it is good at no other relay
  public Logins(RelayId relay, DirectoryStore directory, SecureRandom random) {
    this.relay = relay;
    this.directory = directory;
    this.random = random;
  }

  /// 32 fresh random bytes; good for one connection.
  public ByteString challenge() {
    byte[] challenge = new byte[LoginProof.CHALLENGE_BYTES];
    random.nextBytes(challenge);
    return ByteString.copyFrom(challenge);
  }

  /// Checks a login whose fields keep to PROTOCOL.md. Blocks on the store.
  ///
  /// @param challenge what was sent on this connection
  public LoginOutcome check(Login login, ByteString challenge) {
    DeviceId id = new DeviceId(AccountId.of(login.getAccount()), login.getDevice());
    try {
      Optional<Device> device = find(id);
      boolean proved =
          LoginKeys.proves(
              device.map(Device::loginKey).orElse(NOBODY),
              LoginProof.bytesToSign(relay, challenge, id),
              login.getSignature());
      return device.isPresent() && proved
          ? new LoginOutcome.LoggedIn(
              device.get(),
              directory.countKeys(id),
              directory.deviceList(id.account()).map(DeviceLists::wire))
          : new LoginOutcome.Refused();
    } catch (StoreUnavailableException unavailable) {
      return new LoginOutcome.Unavailable();
    }
  }

  private Optional<Device> find(DeviceId id) {
    return directory
        .account(id.account())
        .flatMap(account ->
            account.devices().stream().filter(device -> device.id().equals(id)).findFirst());
  }
}
