package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;

/// What is kept about one account's identity.
///
/// ```
/// [1 format] [1 trusted] [32 fingerprint] [1 is there] [33 key] [1 is there] [33 changed key] [1 count] [1 device number]...
/// ```
///
/// @param fingerprint 32 bytes
/// @param trusted whether the owner named it, or only a first message did
/// @param key 33 bytes, once seen
/// @param changedTo 33 bytes, another identity key that was seen and not looked at
/// @param devices with which there have been sessions
record IdentityRecord(
    ByteString fingerprint,
    boolean trusted,
    Optional<ByteString> key,
    Optional<ByteString> changedTo,
    SortedSet<Integer> devices) {
  private static final byte FORMAT = 1;
  private static final int KEY_BYTES = 33;

  static IdentityRecord trusting(ByteString fingerprint) {
    return new IdentityRecord(
        fingerprint, true, Optional.empty(), Optional.empty(), new TreeSet<>());
  }

  static IdentityRecord stranger(ByteString key) {
    return new IdentityRecord(
        DeviceIdentity.fingerprintOf(key),
        false,
        Optional.of(key),
        Optional.empty(),
        new TreeSet<>());
  }

  IdentityRecord nowTrusted() {
    return new IdentityRecord(fingerprint, true, key, changedTo, devices);
  }

  IdentityRecord withChange(Optional<ByteString> to) {
    return new IdentityRecord(fingerprint, trusted, key, to, devices);
  }

  IdentityRecord withSession(ByteString seenKey, int device) {
    SortedSet<Integer> more = new TreeSet<>(devices);
    more.add(device);
    return new IdentityRecord(fingerprint, trusted, Optional.of(seenKey), changedTo, more);
  }

  KnownIdentity known() {
    return new KnownIdentity(fingerprint, trusted, changedTo.map(DeviceIdentity::fingerprintOf));
  }

  static Optional<IdentityRecord> load(SessionRecords records, AccountId account) {
    return records.load(Kind.IDENTITY, Addresses.recordKey(account)).map(IdentityRecord::read);
  }

  void store(SessionRecords records, AccountId account) {
    ByteBuffer out = ByteBuffer.allocate(2 + 32 + 2 * (1 + KEY_BYTES) + 1 + devices.size());
    out.put(FORMAT).put((byte) (trusted ? 1 : 0)).put(fingerprint.toByteArray());
    putKey(out, key);
    putKey(out, changedTo);
    out.put((byte) devices.size());
    devices.forEach(device -> out.put(device.byteValue()));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    records.store(Kind.IDENTITY, Addresses.recordKey(account), bytes);
  }

  /// Removes the sessions with all devices of the account.
  void endSessions(SessionRecords records, AccountId account) {
    devices.forEach(
        device -> records.remove(Kind.SESSION, Addresses.recordKey(new DeviceId(account, device))));
  }

  private static IdentityRecord read(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != FORMAT) {
        throw new SessionException("reading an identity");
      }
      boolean trusted = in.get() == 1;
      ByteString fingerprint = take(in, Sessions.FINGERPRINT_BYTES);
      Optional<ByteString> key = takeKey(in);
      Optional<ByteString> changedTo = takeKey(in);
      SortedSet<Integer> devices = new TreeSet<>();
      for (int left = in.get(); left > 0; left--) {
        devices.add((int) in.get());
      }
      return new IdentityRecord(fingerprint, trusted, key, changedTo, devices);
    } catch (BufferUnderflowException e) {
      throw new SessionException("reading an identity", e);
    }
  }

  private static void putKey(ByteBuffer out, Optional<ByteString> key) {
    out.put((byte) (key.isPresent() ? 1 : 0));
    key.ifPresent(bytes -> out.put(bytes.toByteArray()));
  }

  private static Optional<ByteString> takeKey(ByteBuffer in) {
    return in.get() == 0 ? Optional.empty() : Optional.of(take(in, KEY_BYTES));
  }

  private static ByteString take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return ByteString.copyFrom(bytes);
  }

  @Override
  public String toString() {
    return "IdentityRecord[hidden]";
  }
}
