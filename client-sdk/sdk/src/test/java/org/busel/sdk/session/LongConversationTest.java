package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.busel.sdk.session.OpenOutcome.Opened;
import org.busel.sdk.session.OpenOutcome.Reason;
import org.busel.sdk.session.OpenOutcome.Undecryptable;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.SealedContent;
import org.junit.jupiter.api.Test;

/// Sessions live long: every step is written and read back, order is lost, messages are lost, and memory stays small.
///
/// libsignal 0.86.5 has a known fault in how it writes the post-quantum state (libcrux issue 1275). It would show here
/// as a message that does not open after a restore.
final class LongConversationTest {
  private static final int STEPS = Integer.getInteger("busel.soak-steps", 2_000);

  @Test
  void everyStepSurvivesBeingWrittenAndReadBack() {
    TestDevice[] both = TestDevice.inConversation(new VouchingRelay());
    Random random = new Random(20260303);
    List<List<SealedContent>> underWay = List.of(new ArrayList<>(), new ArrayList<>());
    int opened = 0;
    for (int step = 0; step < STEPS; step++) {
      // The records hold bytes only, so each call below reads the session from bytes and writes it
      // back.
      int sender = random.nextInt(2);
      TestDevice from = both[sender];
      TestDevice to = both[1 - sender];
      List<SealedContent> line = underWay.get(sender);
      line.add(from.seal(to, "step " + step));
      if (random.nextInt(4) == 0) {
        continue; // stays under way
      }
      while (!line.isEmpty()) {
        SealedContent next = line.remove(random.nextInt(line.size()));
        if (random.nextInt(50) == 0) {
          continue; // lost
        }
        assertThat(to.open(next)).as("step %d", step).isInstanceOf(Opened.class);
        opened++;
      }
    }
    assertThat(opened).isGreaterThan(STEPS * 9 / 10);
    for (TestDevice device : both) {
      byte[] session =
          device
              .records
              .load(Kind.SESSION, Addresses.recordKey(device == both[0] ? both[1].id : both[0].id))
              .orElseThrow();
      assertThat(PostQuantumState.ofRecord(session)).isEqualTo(PostQuantumState.ESTABLISHED);
      assertThat(session.length).isLessThan(512 * 1024);
    }
  }

  @Test
  void thousandsOfSkippedMessagesCostBoundedMemoryAndAClearAnswer() {
    TestDevice[] both = TestDevice.inConversation(new VouchingRelay());
    TestDevice alice = both[0];
    TestDevice bob = both[1];
    SealedContent oldest = alice.seal(bob, "oldest");
    SealedContent newest = oldest;
    for (int i = 0; i < 2_200; i++) {
      newest = alice.seal(bob, "skipped");
    }

    assertThat(bob.openText(newest)).isEqualTo("skipped");

    assertThat(bob.open(oldest)).isNotInstanceOf(Opened.class);
    byte[] session = bob.records.load(Kind.SESSION, Addresses.recordKey(alice.id)).orElseThrow();
    assertThat(session.length).isLessThan(1024 * 1024);
    assertThat(alice.openText(bob.seal(alice, "still here"))).isEqualTo("still here");
  }

  @Test
  void aJumpOfTheCounterBeyondTheBoundIsRefusedWithoutWork() throws Exception {
    VouchingRelay relay = new VouchingRelay();
    TestDevice alice = new TestDevice(relay);
    BarePeer peer = new BarePeer(relay);
    peer.startWith(alice, alice.bundle(0));
    assertThat(alice.openText(peer.sealed(alice, peer.content(alice, "hello")))).isEqualTo("hello");

    peer.editSession(alice, session -> withSenderIndex(session, 30_000));

    assertThat(alice.open(peer.sealed(alice, peer.content(alice, "from the far future"))))
        .isEqualTo(new Undecryptable(Reason.NO_SESSION));
  }

  /// `SessionStructure.sender_chain = 6, Chain.chain_key = 3, ChainKey.index = 1`.
  private static UnknownFieldSet withSenderIndex(UnknownFieldSet session, int index) {
    try {
      UnknownFieldSet chain =
          UnknownFieldSet.parseFrom(session.getField(6).getLengthDelimitedList().get(0));
      UnknownFieldSet key =
          UnknownFieldSet.parseFrom(chain.getField(3).getLengthDelimitedList().get(0));
      ByteString newKey =
          key.toBuilder().clearField(1).mergeVarintField(1, index).build().toByteString();
      ByteString newChain =
          chain.toBuilder()
              .clearField(3)
              .addField(3, BarePeer.bytes(newKey))
              .build()
              .toByteString();
      return session.toBuilder().clearField(6).addField(6, BarePeer.bytes(newChain)).build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
