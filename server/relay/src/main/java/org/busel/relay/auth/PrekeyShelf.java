package org.busel.relay.auth;

import java.util.List;
import org.busel.directory.AddKeysOutcome.Added;
import org.busel.directory.AddKeysOutcome.NoSuchDevice;
import org.busel.directory.AddKeysOutcome.TooMany;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Prekeys;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Passage;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;

/// Where devices leave their prekeys and senders take them. Safe for many threads; every call blocks on the store and
/// may throw [org.busel.store.StoreUnavailableException].
public final class PrekeyShelf {
  private final DirectoryStore directory;
  private final Capabilities capabilities;
  private final Gate gate;

  public PrekeyShelf(DirectoryStore directory, Capabilities capabilities, Gate gate) {
    this.directory = directory;
    this.capabilities = capabilities;
    this.gate = gate;
  }

  /// What a fetch gave, and whose shelf it emptied.
  ///
  /// @param devices that a one-time key may have been taken from; empty when the fetch was refused
  public record Fetched(Response answer, List<DeviceId> devices) {
    public Fetched {
      devices = List.copyOf(devices);
    }
  }

  /// Puts keys on the shelf.
  public Response upload(Device device, UploadKeys upload) {
    return switch (UploadCheck.of(upload, device.identityKey())) {
      case UploadCheck.Unsound(String says) -> Refusals.answer(Code.CODE_KEYS_REFUSED, says);
      case UploadCheck.Sound(Prekeys.Upload keys) ->
          switch (directory.addKeys(device.id(), keys)) {
            case Added(Prekeys.Counts left) -> Response.newBuilder().setKeys(counts(left)).build();
            case TooMany() ->
                Refusals.answer(Code.CODE_KEYS_REFUSED, "too many one-time keys, or an id twice");
            case NoSuchDevice() ->
                Refusals.answer(Code.CODE_NOT_LOGGED_IN, "the device no longer exists");
          };
    };
  }

  /// One-time keys that are left of a device.
  public KeyCounts count(DeviceId device) {
    return counts(directory.countKeys(device));
  }

  /// Takes one bundle for every device of an account.
  public Fetched fetch(FetchBundles fetch) {
    AccountId id = AccountId.of(fetch.getAccount());
    if (capabilities.open(id, new Capability(fetch.getCapability())).isEmpty()) {
      return refused(Refusals.noSuchMailbox());
    }
    if (gate.fetch(id.bytes()) instanceof Passage.Wait wait) {
      return refused(Refusals.busy(wait));
    }
    List<Prekeys.Bundle> bundles = directory.takeBundles(id);
    if (bundles.isEmpty()) {
      return refused(Refusals.noSuchMailbox()); // removed between the two calls
    }
    Bundles.Builder answer = Bundles.newBuilder();
    bundles.forEach(bundle -> answer.addBundles(bundle(bundle)));
    directory.deviceList(id).map(DeviceLists::wire).ifPresent(answer::setDeviceList);
    return new Fetched(
        Response.newBuilder().setBundles(answer).build(),
        bundles.stream().map(bundle -> bundle.device().id()).toList());
  }

  /// Counts as they stand on the wire.
  public static KeyCounts counts(Prekeys.Counts left) {
    return KeyCounts.newBuilder()
        .setOneTimeEc(left.oneTimeEc())
        .setOneTimeKem(left.oneTimeKem())
        .build();
  }

  private static Fetched refused(Response answer) {
    return new Fetched(answer, List.of());
  }

  private static Bundle bundle(Prekeys.Bundle bundle) {
    Device device = bundle.device();
    Bundle.Builder wire =
        Bundle.newBuilder()
            .setDevice(device.id().number())
            .setRegistrationId(device.registrationId())
            .setIdentityKey(device.identityKey())
            .setSignedPrekey(signed(bundle.signedPrekey()))
            .setKem(signed(bundle.kem()));
    bundle
        .oneTimeEc()
        .ifPresent(key ->
            wire.setOneTimeEc(Prekey.newBuilder().setId(key.id()).setPublicKey(key.publicKey())));
    return wire.build();
  }

  private static SignedPrekey signed(Prekeys.Signed key) {
    return SignedPrekey.newBuilder()
        .setId(key.id())
        .setPublicKey(key.publicKey())
        .setSignature(key.signature())
        .build();
  }
}
