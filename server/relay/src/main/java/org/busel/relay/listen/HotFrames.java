package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.busel.relay.deliver.Submission;
import org.busel.relay.deliver.Submission.Part;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.SealedContent;
import org.busel.wire.SizeBucket;
import org.jspecify.annotations.Nullable;

/// The four frames that every message makes, read and written without an object for each of their parts.
///
/// **Why beside the generated classes.** A Submit of 2 KiB makes them build ten objects and look at each field twice,
/// once to parse and once to hold it to its rule; that took longer than the message's way to the disk.
///
/// **Why it cannot read anything else than they do.** It reads one form only: the one that PROTOCOL.md calls canonical,
/// fields in order of their numbers, each once, all of them sound. At the first byte that is different it gives up, and
/// [org.busel.wire.Frames] reads the frame from its beginning: that one alone says what is malformed. What is read here
/// is therefore a part of what is read there, and a test holds the two against each other on all vectors, on mutated
/// ones and on random ones.
final class HotFrames {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  // Field number and wire type, as they stand in each message of wire.proto.
  private static final int CLIENT_REQUEST = 3 << 3 | 2;
  private static final int CLIENT_ACKNOWLEDGE = 4 << 3 | 2;
  private static final int REQUEST_ID = 1 << 3;
  private static final int REQUEST_DEADLINE = 2 << 3;
  private static final int REQUEST_SUBMIT = 5 << 3 | 2;
  private static final int SUBMIT_ID = 1 << 3 | 2;
  private static final int SUBMIT_ACCOUNT = 2 << 3 | 2;
  private static final int SUBMIT_CAPABILITY = 3 << 3 | 2;
  private static final int SUBMIT_ENVELOPE = 4 << 3 | 2;
  private static final int SUBMIT_URGENCY = 5 << 3;
  private static final int SUBMIT_TTL = 6 << 3;
  private static final int SEALED_DEVICE = 1 << 3;
  private static final int SEALED_REGISTRATION_ID = 2 << 3;
  private static final int SEALED_CONTENT = 3 << 3 | 2;
  private static final int ACKNOWLEDGE_ID = 1 << 3 | 2;
  private static final int RELAY_RESPONSE = 3 << 3 | 2;
  private static final int RESPONSE_ID = 1 << 3;
  private static final int RESPONSE_ACCEPTED = 5 << 3 | 2;
  private static final int ACCEPTED_KEPT = 1 << 3;
  private static final int RELAY_PUSH = 4 << 3 | 2;
  private static final int PUSH_DELIVERY = 1 << 3 | 2;
  private static final int DELIVERY_ID = 1 << 3 | 2;
  private static final int DELIVERY_CONTENT = 2 << 3 | 2;

  private final byte[] bytes;
  private int at;
  private boolean differs; // from the one form; nothing that was read counts then

  private HotFrames(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A request that asks for a submit.
  ///
  /// @param deadlineMillis as on the wire, 0 for the usual one
  record SubmitRequest(long id, int deadlineMillis, Submission submission) {}

  /// Who hears of the ids of an Acknowledge.
  interface Ids {
    void id(long high, long low);
  }

  /// Reads a ClientFrame that holds a Submit.
  ///
  /// @param bytes the whole frame; what is returned are views of it, so nobody may change it any more
  /// @return nothing if the frame is another one, or is not in the one form
  static @Nullable SubmitRequest submit(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != CLIENT_REQUEST || bytes.length > Limits.FRAME_BYTES) {
      return null;
    }
    return new HotFrames(bytes).readSubmit();
  }

  /// Reads a ClientFrame that holds an Acknowledge.
  ///
  /// @return whether `ids` got them; otherwise it got nothing, and the frame is another one, or is not in the one form
  static boolean acknowledge(byte[] bytes, Ids ids) {
    if (bytes.length == 0 || bytes[0] != CLIENT_ACKNOWLEDGE || bytes.length > Limits.FRAME_BYTES) {
      return false;
    }
    return new HotFrames(bytes).readAcknowledge(ids);
  }

  private @Nullable SubmitRequest readSubmit() {
    at = 1;
    lengthToTheEnd();
    expect(REQUEST_ID);
    long id = varint();
    int deadline = 0;
    if (isNext(REQUEST_DEADLINE)) {
      at++;
      deadline = uint32();
    }
    expect(REQUEST_SUBMIT);
    lengthToTheEnd();
    expect(SUBMIT_ID, EnvelopeId.BYTES);
    int envelopeId = skip(EnvelopeId.BYTES);
    expect(SUBMIT_ACCOUNT, AccountId.BYTES);
    int account = skip(AccountId.BYTES);
    expect(SUBMIT_CAPABILITY, Capability.BYTES);
    int capability = skip(Capability.BYTES);
    if (differs || id == 0) {
      return null;
    }
    List<Part> parts = parts();
    int urgency = 0;
    if (isNext(SUBMIT_URGENCY)) {
      at++;
      urgency = uint32();
    }
    int ttlSeconds = 0;
    if (isNext(SUBMIT_TTL)) {
      at++;
      ttlSeconds = uint32();
    }
    if (differs || at != bytes.length || parts.isEmpty()) {
      return null;
    }
    return new SubmitRequest(
        id,
        deadline,
        new Submission(
            new EnvelopeId(longAt(envelopeId), longAt(envelopeId + 8)),
            new AccountId(longAt(account), longAt(account + 8)),
            new Capability(view(capability, Capability.BYTES)),
            parts,
            Submission.Handling.of(ttlSeconds, urgency)));
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(1);
    while (!differs && isNext(SUBMIT_ENVELOPE)) {
      at++;
      int end = length() + at;
      expect(SEALED_DEVICE);
      long device = varint();
      expect(SEALED_REGISTRATION_ID);
      long registrationId = varint();
      expect(SEALED_CONTENT);
      int size = length();
      int content = skip(size);
      differs |=
          at != end
              || device < 1
              || device > Limits.DEVICE_NUMBER
              || registrationId < 1
              || registrationId > Limits.REGISTRATION_ID
              || !SizeBucket.isBucket(size)
              || parts.size() == Limits.DEVICES;
      for (Part before : parts) {
        differs |= before.device() == device;
      }
      if (!differs) {
        SealedContent sealed = new SealedContent(view(content, size));
        parts.add(new Part((int) device, (int) registrationId, sealed));
      }
    }
    return parts;
  }

  private boolean readAcknowledge(Ids ids) {
    at = 1;
    lengthToTheEnd();
    int step = 2 + EnvelopeId.BYTES;
    int count = (bytes.length - at) / step;
    if (differs || count < 1 || count > Limits.ACKNOWLEDGED_AT_ONCE) {
      return false;
    }
    int first = at;
    for (int i = 0; i < count; i++) {
      expect(ACKNOWLEDGE_ID, EnvelopeId.BYTES);
      int _ = skip(EnvelopeId.BYTES);
    }
    if (differs || at != bytes.length) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int id = first + i * step + 2;
      ids.id(longAt(id), longAt(id + 8));
    }
    return true;
  }

  private boolean isNext(int tag) {
    return at < bytes.length && bytes[at] == tag;
  }

  private void expect(int tag) {
    differs |= !isNext(tag);
    at++;
  }

  private void expect(int tag, int length) {
    expect(tag);
    expect(length);
  }

  /// Steps over so many bytes.
  ///
  /// @return where they begin
  private int skip(int count) {
    int begin = at;
    differs |= count > bytes.length - at;
    at += differs ? 0 : count;
    return begin;
  }

  /// The length of the message around everything that follows; it must be exactly that of the rest.
  private void lengthToTheEnd() {
    int length = length();
    differs |= length != bytes.length - at;
  }

  private int length() {
    long length = varint();
    differs |= length < 0 || length > bytes.length - at;
    return differs ? 0 : (int) length;
  }

  private int uint32() {
    long value = varint();
    differs |= value >>> 32 != 0;
    return (int) value;
  }

  /// A number in as few bytes as it takes.
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        differs |= (next == 0 && shift > 0) || (shift == 63 && next > 1);
        return value;
      }
    }
    differs = true;
    return 0;
  }

  private long longAt(int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  private ByteString view(int offset, int length) {
    return UnsafeByteOperations.unsafeWrap(bytes, offset, length);
  }

  /// Length of the RelayFrame that says that the request of this id was accepted.
  ///
  /// @param keptForSeconds as in Accepted
  static int acceptedBytes(long requestId, int keptForSeconds) {
    return 2 + 1 + varintBytes(requestId) + 2 + acceptedInside(keptForSeconds);
  }

  /// Writes that RelayFrame.
  static void accepted(ByteBuf to, long requestId, int keptForSeconds) {
    int inside = acceptedInside(keptForSeconds);
    to.writeByte(RELAY_RESPONSE).writeByte(1 + varintBytes(requestId) + 2 + inside);
    to.writeByte(RESPONSE_ID);
    varint(to, requestId);
    to.writeByte(RESPONSE_ACCEPTED).writeByte(inside);
    if (inside > 0) {
      to.writeByte(ACCEPTED_KEPT);
      varint(to, Integer.toUnsignedLong(keptForSeconds));
    }
  }

  private static int acceptedInside(int keptForSeconds) {
    return keptForSeconds == 0 ? 0 : 1 + varintBytes(Integer.toUnsignedLong(keptForSeconds));
  }

  /// Length of the RelayFrame that delivers a content of this length.
  static int deliveryBytes(int contentBytes) {
    int delivery = deliveryInside(contentBytes);
    int push = 1 + varintBytes(delivery) + delivery;
    return 1 + varintBytes(push) + push;
  }

  /// Writes that RelayFrame, into a buffer that has room for it.
  static void delivery(ByteBuf to, EnvelopeId id, SealedContent content) {
    int contentBytes = content.bytes().size();
    int delivery = deliveryInside(contentBytes);
    to.writeByte(RELAY_PUSH);
    varint(to, 1 + varintBytes(delivery) + delivery);
    to.writeByte(PUSH_DELIVERY);
    varint(to, delivery);
    to.writeByte(DELIVERY_ID).writeByte(EnvelopeId.BYTES);
    to.writeLong(id.high()).writeLong(id.low());
    to.writeByte(DELIVERY_CONTENT);
    varint(to, contentBytes);
    content.bytes().copyTo(to.internalNioBuffer(to.writerIndex(), contentBytes));
    to.writerIndex(to.writerIndex() + contentBytes);
  }

  private static int deliveryInside(int contentBytes) {
    return 2 + EnvelopeId.BYTES + 1 + varintBytes(contentBytes) + contentBytes;
  }

  private static int varintBytes(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static void varint(ByteBuf to, long value) {
    long left = value;
    while (left >>> 7 != 0) {
      to.writeByte((int) (left | 0x80));
      left >>>= 7;
    }
    to.writeByte((int) left);
  }
}
