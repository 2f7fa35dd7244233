package org.busel.relay;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.DeviceProofs;
import org.busel.wire.EnvelopeId;
import org.busel.wire.InvitationToken;
import org.busel.wire.LoginProof;
import org.busel.wire.RelayId;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.LinkDevice;
import org.busel.wire.v1.ListedDevice;
import org.busel.wire.v1.SignedDeviceList;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.UploadKeys;
import org.busel.wire.v1.Welcome;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyType;

/// A device with real keys, and the frames that it would send.
final class TestDevice {
  static final int REGISTRATION_ID = 4711;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong REQUEST_IDS = new AtomicLong();

  final AccountId account;
  final DeviceId id;
  final Capability capability;
  final ECKeyPair identity;
  private final KeyPair loginKey;
  private int lastKeyId;

  TestDevice() {
    this(AccountId.random(RANDOM), 1, Capability.random(RANDOM), ECKeyPair.generate());
  }

  private TestDevice(AccountId account, int number, Capability capability, ECKeyPair identity) {
    this.account = account;
    this.id = new DeviceId(account, number);
    this.capability = capability;
    this.identity = identity;
    try {
      loginKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// A later device of the same account.
  TestDevice sibling(int number) {
    return new TestDevice(account, number, capability, identity);
  }

  /// A list of these devices of one account, signed by its identity key.
  static SignedDeviceList list(int version, TestDevice... devices) {
    DeviceList.Builder list =
        DeviceList.newBuilder().setAccount(devices[0].account.bytes()).setVersion(version);
    for (TestDevice device : devices) {
      list.addDevices(
          ListedDevice.newBuilder()
              .setDevice(device.id.number())
              .setRegistrationId(REGISTRATION_ID)
              .setLoginKey(device.loginKey()));
    }
    return devices[0].sign(list.build().toByteString());
  }

  SignedDeviceList sign(ByteString list) {
    return SignedDeviceList.newBuilder()
        .setList(list)
        .setSignature(
            ByteString.copyFrom(
                identity.getPrivateKey().calculateSignature(DeviceProofs.listToSign(list))))
        .build();
  }

  ByteString loginKey() {
    byte[] encoded = loginKey.getPublic().getEncoded();
    return ByteString.copyFrom(encoded, encoded.length - 32, 32);
  }

  /// What this device says to be added by a list.
  ClientFrame link(SignedDeviceList list) {
    return request(
        Request.newBuilder()
            .setLinkDevice(
                LinkDevice.newBuilder()
                    .setDeviceList(list)
                    .setDevice(id.number())
                    .setKeys(keys(2, 2))));
  }

  ClientFrame register(InvitationToken invitation) {
    return request(Request.newBuilder().setRegister(registration(invitation)));
  }

  Register.Builder registration(InvitationToken invitation) {
    return Register.newBuilder()
        .setInvitation(invitation.bytes())
        .setAccount(account.bytes())
        .setCapabilityHash(capability.hash())
        .setLoginKey(loginKey())
        .setIdentityKey(ByteString.copyFrom(identity.getPublicKey().serialize()))
        .setRegistrationId(REGISTRATION_ID)
        .setKeys(keys(2, 2));
  }

  UploadKeys.Builder keys(int oneTimeEc, int oneTimeKem) {
    UploadKeys.Builder keys =
        UploadKeys.newBuilder()
            .setSignedPrekey(signed(ECKeyPair.generate().getPublicKey().serialize()))
            .setLastResortKem(kem());
    for (int i = 0; i < oneTimeEc; i++) {
      keys.addOneTimeEc(
          Prekey.newBuilder()
              .setId(++lastKeyId)
              .setPublicKey(ByteString.copyFrom(ECKeyPair.generate().getPublicKey().serialize())));
    }
    for (int i = 0; i < oneTimeKem; i++) {
      keys.addOneTimeKem(kem());
    }
    return keys;
  }

  SignedPrekey kem() {
    return signed(KEMKeyPair.generate(KEMKeyType.KYBER_1024).getPublicKey().serialize());
  }

  SignedPrekey signed(byte[] publicKey) {
    return SignedPrekey.newBuilder()
        .setId(++lastKeyId)
        .setPublicKey(ByteString.copyFrom(publicKey))
        .setSignature(ByteString.copyFrom(identity.getPrivateKey().calculateSignature(publicKey)))
        .build();
  }

  ClientFrame login(Welcome welcome) {
    return login(welcome.getRelayId(), welcome.getChallenge());
  }

  ClientFrame login(ByteString relayId, ByteString challenge) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(loginKey.getPrivate());
      signature.update(LoginProof.bytesToSign(new RelayId(relayId), challenge, id));
      return ClientFrame.newBuilder()
          .setLogin(
              Login.newBuilder()
                  .setAccount(account.bytes())
                  .setDevice(id.number())
                  .setSignature(ByteString.copyFrom(signature.sign())))
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// A message for this device of `bytes` length, all of them `fill`.
  ClientFrame message(int fill, int bytes) {
    return request(Request.newBuilder().setSubmit(submit(fill, bytes)));
  }

  Submit.Builder submit(int fill, int bytes) {
    return Submit.newBuilder()
        .setId(EnvelopeId.random(RANDOM).bytes())
        .setAccount(account.bytes())
        .setCapability(capability.bytes())
        .addEnvelopes(
            SealedEnvelope.newBuilder()
                .setDevice(1)
                .setRegistrationId(REGISTRATION_ID)
                .setContent(content(fill, bytes)));
  }

  FetchBundles.Builder fetch() {
    return FetchBundles.newBuilder().setAccount(account.bytes()).setCapability(capability.bytes());
  }

  static ByteString content(int fill, int bytes) {
    byte[] content = new byte[bytes];
    java.util.Arrays.fill(content, (byte) fill);
    return ByteString.copyFrom(content);
  }

  static ClientFrame request(Request.Builder call) {
    return ClientFrame.newBuilder().setRequest(call.setId(REQUEST_IDS.incrementAndGet())).build();
  }

  static ClientFrame acknowledge(ByteString... envelopeIds) {
    return ClientFrame.newBuilder()
        .setAcknowledge(Acknowledge.newBuilder().addAllEnvelopeIds(java.util.List.of(envelopeIds)))
        .build();
  }
}
