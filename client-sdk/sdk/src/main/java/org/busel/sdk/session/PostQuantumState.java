package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.signal.libsignal.protocol.message.SignalMessage;

/// Whether a session's post-quantum ratchet (SPQR) is at work.
///
/// libsignal 0.86.5 falls back to a session without it when the other side does not speak it, says nothing, and gives
/// Java no way to ask. So its own records and messages are read here:
///
/// ```
/// RecordStructure.current_session = 1
///   SessionStructure.pq_ratchet_state = 15     empty: fallen back
///     PqRatchetState.version_negotiation = 1   present: the other side has not answered yet
///     PqRatchetState.v1 = 3                    present: at work
///       V1State.inner_state = 1 to 11          exactly one
/// SignalMessage.pq_ratchet                     first byte 1: version 1; empty: none
/// ```
///
/// What cannot be read counts as [#ABSENT].
enum PostQuantumState {
  /// None, or not recognised.
  ABSENT,
  /// Offered by this side; the other side can still refuse it.
  OFFERED,
  /// Agreed by both sides; libsignal lets neither go back.
  ESTABLISHED;

  private static final int CURRENT_SESSION = 1;
  private static final int PQ_RATCHET_STATE = 15;
  private static final int VERSION_NEGOTIATION = 1;
  private static final int V1 = 3;
  private static final int LAST_INNER_STATE = 11;
  private static final byte MESSAGE_VERSION = 1;

  /// Reads `SessionRecord.serialize()`.
  static PostQuantumState ofRecord(byte[] record) {
    try {
      UnknownFieldSet session = only(UnknownFieldSet.parseFrom(record), CURRENT_SESSION);
      UnknownFieldSet state = only(session, PQ_RATCHET_STATE);
      UnknownFieldSet v1 = only(state, V1);
      boolean atWork =
          v1.asMap().size() == 1
              && v1.asMap().keySet().stream().allMatch(field -> field <= LAST_INNER_STATE);
      if (!atWork) {
        return ABSENT;
      }
      return state.hasField(VERSION_NEGOTIATION) ? OFFERED : ESTABLISHED;
    } catch (InvalidProtocolBufferException e) {
      return ABSENT;
    }
  }

  /// Whether `message` takes part in the ratchet. One without, or of a version that libsignal does not know, would
  /// be decrypted without a post-quantum key even though the session has one.
  static boolean isIn(SignalMessage message) {
    byte[] ratchet = message.getPqRatchet();
    return ratchet.length > 1 && ratchet[0] == MESSAGE_VERSION;
  }

  private static UnknownFieldSet only(UnknownFieldSet in, int field)
      throws InvalidProtocolBufferException {
    List<ByteString> values = in.getField(field).getLengthDelimitedList();
    return values.size() == 1 ? UnknownFieldSet.parseFrom(values.get(0)) : emptySet();
  }

  private static UnknownFieldSet emptySet() {
    return UnknownFieldSet.getDefaultInstance();
  }
}
