package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DeviceListing.Entry;
import org.busel.directory.DirectoryStore;
import org.busel.directory.ListOutcome;
import org.busel.directory.ListOutcome.Listed;
import org.busel.wire.AccountId;
import org.busel.wire.Decoded;
import org.busel.wire.DeviceId;
import org.busel.wire.DeviceProofs;
import org.busel.wire.Frames;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.DeviceListPublished;
import org.busel.wire.v1.LinkDevice;
import org.busel.wire.v1.PublishDeviceList;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Registered;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SignedDeviceList;

/// Adds and removes devices as an account itself says, by lists that its identity key has signed. Safe for many threads;
/// every call blocks on the store and may throw [org.busel.store.StoreUnavailableException].
public final class DeviceLists {
  private final DirectoryStore directory;
  private final Capabilities capabilities;

  public DeviceLists(DirectoryStore directory, Capabilities capabilities) {
    this.directory = directory;
    this.capabilities = capabilities;
  }

  /// What became of a list, and who is out by it.
  public record Published(Response answer, List<DeviceId> gone) {
    public Published {
      gone = List.copyOf(gone);
    }
  }

  /// Adds a device, for whoever brings a list that names it.
  public Response link(LinkDevice link) {
    Optional<Signed> signed = signed(link.getDeviceList());
    if (signed.isEmpty()) {
      return refused();
    }
    DeviceListing listing = signed.get().listing();
    ByteString identityKey = signed.get().identityKey();
    Optional<Entry> entry =
        listing.devices().stream().filter(it -> it.number() == link.getDevice()).findFirst();
    if (entry.isEmpty() || !LoginKeys.isKey(entry.get().loginKey())) {
      return refused();
    }
    return switch (UploadCheck.of(link.getKeys(), identityKey)) {
      case UploadCheck.Unsound(String says) -> Refusals.answer(Code.CODE_KEYS_REFUSED, says);
      case UploadCheck.Sound sound -> {
        Device device =
            new Device(
                new DeviceId(listing.account(), entry.get().number()),
                entry.get().loginKey(),
                identityKey,
                entry.get().registrationId());
        ListOutcome outcome = directory.link(listing, device, sound.keys());
        capabilities.forget(listing.account());
        yield switch (outcome) {
          case Listed _ ->
              Response.newBuilder()
                  .setRegistered(Registered.newBuilder().setDevice(link.getDevice()))
                  .build();
          case ListOutcome.Refused() -> refused();
        };
      }
    };
  }

  /// Puts a list in place of the one before, for a device that has logged in.
  public Published publish(DeviceId by, PublishDeviceList publish) {
    Optional<Signed> signed = signed(publish.getDeviceList());
    if (signed.isEmpty() || !signed.get().listing().account().equals(by.account())) {
      return new Published(refused(), List.of());
    }
    ListOutcome outcome = directory.publish(signed.get().listing());
    capabilities.forget(by.account());
    return switch (outcome) {
      case Listed(List<DeviceId> gone) ->
          new Published(
              Response.newBuilder()
                  .setDeviceListPublished(DeviceListPublished.getDefaultInstance())
                  .build(),
              gone);
      case ListOutcome.Refused() -> new Published(refused(), List.of());
    };
  }

  /// The list of an account as it stands on the wire.
  static SignedDeviceList wire(DeviceListing listing) {
    return SignedDeviceList.newBuilder()
        .setList(listing.list())
        .setSignature(listing.signature())
        .build();
  }

  private record Signed(DeviceListing listing, ByteString identityKey) {}

  /// The list in `list`, if it is one and the account that it names has signed it.
  private Optional<Signed> signed(SignedDeviceList list) {
    if (!(Frames.deviceList(list.getList())
        instanceof Decoded.Frame<DeviceList>(DeviceList read))) {
      return Optional.empty();
    }
    AccountId account = AccountId.of(read.getAccount());
    Optional<ByteString> identityKey =
        directory.account(account).map(Account::devices).map(List::getFirst).map(Device::identityKey);
    return identityKey
        .filter(key ->
            new UploadCheck.Signer(key)
                .signed(DeviceProofs.listToSign(list.getList()), list.getSignature()))
        .map(key -> new Signed(listing(account, read, list), key));
  }

  private static DeviceListing listing(
      AccountId account, DeviceList read, SignedDeviceList list) {
    return new DeviceListing(
        account,
        read.getVersion(),
        read.getDevicesList().stream()
            .map(it -> new Entry(it.getDevice(), it.getRegistrationId(), it.getLoginKey()))
            .toList(),
        list.getList(),
        list.getSignature());
  }

  // A missing account and a wrong signature are one answer: nobody learns here who has an account.
  private static Response refused() {
    return Refusals.answer(
        Code.CODE_DEVICE_LIST_REFUSED, "the list is not the account's newest, or names others");
  }
}
