package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Content;
import org.signal.libsignal.metadata.SealedSessionCipher;
import org.signal.libsignal.metadata.certificate.CertificateValidator;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.IdentityKey;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.SessionBuilder;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECPublicKey;
import org.signal.libsignal.protocol.kem.KEMPublicKey;
import org.signal.libsignal.protocol.message.CiphertextMessage;
import org.signal.libsignal.protocol.state.PreKeyBundle;
import org.signal.libsignal.protocol.state.SessionRecord;
import org.signal.libsignal.protocol.state.impl.InMemorySignalProtocolStore;

/// A peer on bare libsignal that keeps to none of Busel's rules unless a test makes it.
final class BarePeer {
  final DeviceId id = new DeviceId(AccountId.random(TestDevice.RANDOM), 1);
  final IdentityKeyPair keyPair = IdentityKeyPair.generate();
  final InMemorySignalProtocolStore store = new InMemorySignalProtocolStore(keyPair, 77);
  final VouchingRelay relay;
  ByteString certificate;

  BarePeer(VouchingRelay relay) {
    this.relay = relay;
    this.certificate = relay.vouchFor(id, publicKey(), new TestDevice.SettableClock().instant());
  }

  ByteString publicKey() {
    return ByteString.copyFrom(keyPair.getPublicKey().serialize());
  }

  void startWith(TestDevice device, Bundle bundle) throws Exception {
    new SessionBuilder(store, address(device.id)).process(signalBundle(bundle));
  }

  /// Content with true addresses.
  Content content(TestDevice to, String text) {
    return TestDevice.text(text).toBuilder()
        .setFrom(Addresses.content(id))
        .setTo(Addresses.content(to.id))
        .build();
  }

  CiphertextMessage encrypt(TestDevice to, byte[] plaintext) throws Exception {
    return new SessionCipher(store, address(to.id)).encrypt(plaintext);
  }

  SealedContent sealed(TestDevice to, Content content) throws Exception {
    return sealed(to, encrypt(to, content.toByteArray()));
  }

  SealedContent sealed(TestDevice to, CiphertextMessage message) throws Exception {
    SenderCertificate voucher = new SenderCertificate(certificate.toByteArray());
    int bare =
        new UnidentifiedSenderMessageContent(message, voucher, 0, Optional.empty())
            .getSerialized()
            .length;
    BucketFill fill = BucketFill.of(bare).orElseThrow();
    UnidentifiedSenderMessageContent filled =
        new UnidentifiedSenderMessageContent(
            message, voucher, fill.hint() ? 1 : 0, Optional.of(new byte[fill.groupIdBytes()]));
    return sealed(to, filled);
  }

  SealedContent sealed(TestDevice to, UnidentifiedSenderMessageContent filled) throws Exception {
    var unused =
        store.saveIdentity(address(to.id), new IdentityKey(to.identity.publicKey().toByteArray()));
    return new SealedContent(ByteString.copyFrom(cipher().encrypt(address(to.id), filled)));
  }

  /// Opens as bare libsignal does.
  byte[] open(SealedContent sealed) throws Exception {
    return cipher()
        .decrypt(
            new CertificateValidator(new ECPublicKey(relay.trustRoot().toByteArray())),
            sealed.bytes().toByteArray(),
            0)
        .getPaddedMessage();
  }

  /// What a peer does that speaks no post-quantum ratchet.
  void stripPostQuantum(TestDevice with) throws Exception {
    editSession(with, session -> session.toBuilder().clearField(15).build());
  }

  void editSession(TestDevice with, UnaryOperator<UnknownFieldSet> edit) throws Exception {
    SessionRecord record = store.loadSession(address(with.id));
    store.storeSession(address(with.id), new SessionRecord(edited(record.serialize(), edit)));
  }

  /// A session record whose current session was changed.
  static byte[] edited(byte[] record, UnaryOperator<UnknownFieldSet> edit)
      throws InvalidProtocolBufferException {
    UnknownFieldSet whole = UnknownFieldSet.parseFrom(record);
    UnknownFieldSet session =
        UnknownFieldSet.parseFrom(whole.getField(1).getLengthDelimitedList().get(0));
    return whole.toBuilder()
        .clearField(1)
        .addField(1, bytes(edit.apply(session).toByteString()))
        .build()
        .toByteArray();
  }

  static UnknownFieldSet.Field bytes(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  private SealedSessionCipher cipher() {
    return new SealedSessionCipher(
        store, new UUID(id.account().high(), id.account().low()), null, id.number());
  }

  static SignalProtocolAddress address(DeviceId device) {
    return Addresses.signal(device);
  }

  static PreKeyBundle signalBundle(Bundle bundle) throws Exception {
    return new PreKeyBundle(
        bundle.getRegistrationId(),
        bundle.getDevice(),
        bundle.hasOneTimeEc() ? bundle.getOneTimeEc().getId() : PreKeyBundle.NULL_PRE_KEY_ID,
        bundle.hasOneTimeEc()
            ? new ECPublicKey(bundle.getOneTimeEc().getPublicKey().toByteArray())
            : null,
        bundle.getSignedPrekey().getId(),
        new ECPublicKey(bundle.getSignedPrekey().getPublicKey().toByteArray()),
        bundle.getSignedPrekey().getSignature().toByteArray(),
        new IdentityKey(bundle.getIdentityKey().toByteArray()),
        bundle.getKem().getId(),
        new KEMPublicKey(bundle.getKem().getPublicKey().toByteArray()),
        bundle.getKem().getSignature().toByteArray());
  }
}
