package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.busel.sdk.session.OpenOutcome.NotProtected;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signal.libsignal.metadata.SealedSessionCipher;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.metadata.protocol.UnidentifiedSenderMessageContent;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.message.SignalMessage;

/// Nothing is sent or accepted without the post-quantum ratchet, whatever the other side does.
final class PostQuantumTest {
  private final VouchingRelay relay = new VouchingRelay();
  private final TestDevice alice = new TestDevice(relay);

  @Test
  void aSessionIsOfferedThenEstablishedOnBothSides() {
    TestDevice bob = new TestDevice(relay);
    alice.startWith(bob, 0);
    assertThat(stateOf(alice, bob)).isEqualTo(PostQuantumState.OFFERED);

    assertThat(bob.openText(alice.seal(bob, "hello"))).isEqualTo("hello");
    assertThat(stateOf(bob, alice)).isEqualTo(PostQuantumState.ESTABLISHED);
    bob.trust(alice);
    assertThat(alice.openText(bob.seal(alice, "hello"))).isEqualTo("hello");
    assertThat(stateOf(alice, bob)).isEqualTo(PostQuantumState.ESTABLISHED);
  }

  @Test
  void aFirstMessageWithoutTheRatchetIsRefusedAndLeavesNoTrace() throws Exception {
    BarePeer old = new BarePeer(relay);
    old.startWith(alice, alice.bundle(0));
    old.stripPostQuantum(alice);
    Map<String, String> before = alice.records.print();

    assertThat(alice.open(old.sealed(alice, old.content(alice, "I am old"))))
        .isEqualTo(new NotProtected(old.id));
    assertThat(alice.records.print()).isEqualTo(before);
  }

  @Test
  void anAnswerWithoutTheRatchetIsRefusedAndTheSessionStaysProtected() throws Exception {
    BarePeer carol = new BarePeer(relay);
    carol.startWith(alice, alice.bundle(0));
    assertThat(alice.openText(carol.sealed(alice, carol.content(alice, "protected"))))
        .isEqualTo("protected");

    carol.stripPostQuantum(alice);

    assertThat(alice.open(carol.sealed(alice, carol.content(alice, "not any more"))))
        .isEqualTo(new NotProtected(carol.id));
    assertThat(PostQuantumState.ofRecord(session(alice, carol.id)))
        .isEqualTo(PostQuantumState.ESTABLISHED);
  }

  @Test
  void bareLibsignalFallsBackSilentlyAndTheRecordShowsIt() throws Exception {
    BarePeer victim = new BarePeer(relay);
    victim.startWith(alice, alice.bundle(0));
    assertThat(alice.openText(victim.sealed(alice, victim.content(alice, "hello"))))
        .isEqualTo("hello");
    assertThat(
            alice.sessions.trust(
                alice.records,
                victim.id.account(),
                DeviceIdentity.fingerprintOf(victim.publicKey())))
        .isTrue();
    assertThat(PostQuantumState.ofRecord(victimsRecord(victim)))
        .isEqualTo(PostQuantumState.OFFERED);

    // Alice strips her side behind the facade's back and answers as an old app would.
    byte[] stripped =
        BarePeer.edited(
            session(alice, victim.id), session -> session.toBuilder().clearField(15).build());
    SealedContent answer = sealWithoutChecks(alice, victim, stripped);

    assertThat(victim.open(answer)).isNotEmpty();
    assertThat(PostQuantumState.ofRecord(victimsRecord(victim))).isEqualTo(PostQuantumState.ABSENT);
  }

  @Test
  void nothingIsSealedOnASessionThatLostTheRatchet() throws Exception {
    TestDevice bob = TestDevice.inConversation(relay)[1];
    alice.startWith(bob, 1);
    byte[] stripped =
        BarePeer.edited(
            session(alice, bob.id), session -> session.toBuilder().clearField(15).build());
    alice.records.store(Kind.SESSION, Addresses.recordKey(bob.id), stripped);

    assertThat(
            alice.sessions.seal(alice.records, bob.id, TestDevice.text("hello"), alice.certificate))
        .isEqualTo(new SealOutcome.NotProtected());
  }

  @ParameterizedTest
  @CsvSource({"'',false", "'00',false", "'01',false", "'0201',false", "'0101',true"})
  void onlyAMessageOfVersionOneTakesPart(String ratchet, boolean takesPart) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x44);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(1, ECKeyPair.generate().getPublicKey().serialize());
    out.writeUInt32(2, 0);
    out.writeUInt32(3, 0);
    out.writeByteArray(4, new byte[16]);
    if (!ratchet.isEmpty()) {
      out.writeByteArray(5, HexFormat.of().parseHex(ratchet));
    }
    out.flush();
    bytes.write(new byte[8]);

    assertThat(PostQuantumState.isIn(new SignalMessage(bytes.toByteArray()))).isEqualTo(takesPart);
  }

  @ParameterizedTest
  @CsvSource({
    "'',ABSENT", // no record
    "'0a00',ABSENT", // an empty session
    "'0a027a00',ABSENT", // fallen back: the state is there and empty
    "'0a047a021a00',ABSENT", // version 1 without an inner state
    "'0a067a041a020a00',ESTABLISHED",
    "'0a067a041a025a00',ESTABLISHED", // the last inner state, 11
    "'0a067a041a026200',ABSENT", // a 12th is not known here
    "'0a087a060a001a020a00',OFFERED",
    "'0a087a061a040a001200',ABSENT", // two inner states at once
    "'0a0c7a041a020a007a041a020a00',ABSENT", // the state twice
    "'0a067a041a020a000a00',ABSENT", // two current sessions
    "'0a067a041a020a',ABSENT", // cut off
    "'ffffffff',ABSENT"
  })
  void aRecordIsReadAsStorageProtoHasIt(String hex, PostQuantumState expected) {
    byte[] record = HexFormat.of().parseHex(hex);

    assertThat(PostQuantumState.ofRecord(record)).isEqualTo(expected);
  }

  private static SealedContent sealWithoutChecks(TestDevice from, BarePeer to, byte[] record)
      throws Exception {
    MemoryRecords records = from.records.snapshot();
    records.store(Kind.SESSION, Addresses.recordKey(to.id), record);
    SignalStore store =
        new SignalStore(records, from.identity, to.id, SignalStore.identityKey(to.publicKey()));
    var message = new SessionCipher(store, Addresses.signal(to.id)).encrypt(new byte[] {1});
    var certificate = new SenderCertificate(from.certificate.toByteArray());
    var bare = new UnidentifiedSenderMessageContent(message, certificate, 0, Optional.empty());
    int fill = BucketFill.of(bare.getSerialized().length).orElseThrow().groupIdBytes();
    var filled =
        new UnidentifiedSenderMessageContent(message, certificate, 0, Optional.of(new byte[fill]));
    byte[] sealed =
        new SealedSessionCipher(store, Addresses.uuid(from.id.account()), null, 1)
            .encrypt(Addresses.signal(to.id), filled);
    return new SealedContent(ByteString.copyFrom(sealed));
  }

  private byte[] victimsRecord(BarePeer victim) {
    return victim.store.loadSession(BarePeer.address(alice.id)).serialize();
  }

  private static PostQuantumState stateOf(TestDevice device, TestDevice with) {
    return PostQuantumState.ofRecord(session(device, with.id));
  }

  private static byte[] session(TestDevice device, DeviceId with) {
    return device.records.load(Kind.SESSION, Addresses.recordKey(with)).orElseThrow();
  }
}
