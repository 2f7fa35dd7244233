package org.busel.relay.keylog;

import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DirectoryStore;
import org.busel.relay.auth.Capabilities;
import org.busel.relay.auth.Refusals;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.v1.LookUpKeys;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SignedDeviceList;

/// Where devices ask what the key log says. Safe for many threads; every call blocks on the store and may throw
/// [org.busel.store.StoreUnavailableException].
public final class KeyDesk {
  private final DirectoryStore directory;
  private final Capabilities capabilities;
  private final KeyLog keyLog;

  public KeyDesk(DirectoryStore directory, Capabilities capabilities, KeyLog keyLog) {
    this.directory = directory;
    this.capabilities = capabilities;
    this.keyLog = keyLog;
  }

  /// Of an account whose capability is shown.
  public Response lookUp(LookUpKeys ask) {
    return capabilities
        .open(AccountId.of(ask.getAccount()), new Capability(ask.getCapability()))
        .map(this::proof)
        .orElseGet(Refusals::noSuchMailbox);
  }

  /// Of the account of a device that has logged in.
  public Response lookUpOwn(Device device) {
    return directory
        .account(device.id().account())
        .map(this::proof)
        .orElseGet(() -> Refusals.answer(Code.CODE_NOT_LOGGED_IN, "the device no longer exists"));
  }

  /// Lets the log have the newest device list of an account, after it has changed.
  public void changed(AccountId id) {
    directory.account(id).ifPresent(this::record);
  }

  private void record(Account account) {
    keyLog.record(account, directory.deviceList(account.id()).map(KeyDesk::wire));
  }

  private static SignedDeviceList wire(DeviceListing listing) {
    return SignedDeviceList.newBuilder()
        .setList(listing.list())
        .setSignature(listing.signature())
        .build();
  }

  private Response proof(Account account) {
    record(account); // also what a crash kept from being recorded
    return Response.newBuilder().setKeyProof(keyLog.prove(account)).build();
  }
}
