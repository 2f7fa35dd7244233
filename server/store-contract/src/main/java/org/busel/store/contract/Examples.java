package org.busel.store.contract;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.busel.attachment.Opening;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.Hash;
import org.busel.directory.Prekeys;
import org.busel.mailbox.Envelope;
import org.busel.wire.AccountId;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.ListedDevice;

/// Well-formed things to put into a store. The same arguments always make the same thing; no key or signature in here
/// would pass a check.
public final class Examples {
  /// A whole hour that tests call "now".
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /// Thirty days after [#NOW].
  public static final Instant LATER = NOW.plusSeconds(30L * 24 * 3600);

  private static final AtomicLong ENVELOPES = new AtomicLong(1);

  private Examples() {}

  /// The account that is called by this number.
  public static AccountId accountId(long number) {
    return new AccountId(0xB05E1L, number);
  }

  /// The first device of the account that is called by this number.
  public static DeviceId device(long number) {
    return new DeviceId(accountId(number), 1);
  }

  /// The id that is called by this number.
  public static EnvelopeId envelopeId(long number) {
    return new EnvelopeId(~number, number);
  }

  /// An envelope of 1 KiB with an id that no other has, waiting until [#LATER].
  public static Envelope envelope(DeviceId recipient) {
    return envelope(recipient, ENVELOPES.getAndIncrement(), 1 << 10, LATER);
  }

  /// An envelope whose content is made of its number.
  ///
  /// @param contentBytes a size bucket
  public static Envelope envelope(
      DeviceId recipient, long number, int contentBytes, Instant expiresAt) {
    byte[] content = new byte[contentBytes];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (number * 31 + i * 7L);
    }
    return new Envelope(
        envelopeId(number), recipient, expiresAt, new SealedContent(ByteString.copyFrom(content)));
  }

  /// The hash that is called by this number.
  public static Hash hash(long number) {
    return new Hash(bytes(32, number));
  }

  /// An account with one device.
  public static Account account(long number) {
    Device device =
        new Device(
            device(number),
            bytes(32, number + 1),
            bytes(33, number + 2),
            1 + (int) (number % 16_380));
    return new Account(accountId(number), hash(number + 3), List.of(device));
  }

  /// A later device of the account that is called by this number.
  public static Device laterDevice(long number, int device) {
    return new Device(
        new DeviceId(accountId(number), device),
        bytes(32, number + 100L * device),
        bytes(33, number + 2),
        1 + (int) ((number + device) % 16_380));
  }

  /// A list of the devices of the account that is called by this number; its signature is none.
  public static DeviceListing listing(long number, int version, Device... devices) {
    DeviceList.Builder list =
        DeviceList.newBuilder().setAccount(accountId(number).bytes()).setVersion(version);
    for (Device device : devices) {
      list.addDevices(
          ListedDevice.newBuilder()
              .setDevice(device.id().number())
              .setRegistrationId(device.registrationId())
              .setLoginKey(device.loginKey()));
    }
    return new DeviceListing(
        accountId(number),
        version,
        Stream.of(devices).map(DeviceListing.Entry::of).toList(),
        list.build().toByteString(),
        bytes(64, version));
  }

  /// Both signed keys, and `oneTime` keys of each kind with ids from 1 up.
  public static Prekeys.Upload keys(int oneTime) {
    return new Prekeys.Upload(
        Optional.of(signed(1_000_001, 33)),
        Optional.of(signed(1_000_002, 1_569)),
        oneTimeEc(1, oneTime),
        oneTimeKem(1, oneTime));
  }

  /// Only one-time keys of both kinds, with `count` ids from `first` up.
  public static Prekeys.Upload oneTimeKeys(int first, int count) {
    return new Prekeys.Upload(
        Optional.empty(), Optional.empty(), oneTimeEc(first, count), oneTimeKem(first, count));
  }

  /// A signed key whose bytes are made of its id.
  public static Prekeys.Signed signed(int id, int keyBytes) {
    return new Prekeys.Signed(id, bytes(keyBytes, id), bytes(64, id + 1L));
  }

  private static List<Prekeys.OneTime> oneTimeEc(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(id -> new Prekeys.OneTime(id, bytes(33, id)))
        .toList();
  }

  private static List<Prekeys.Signed> oneTimeKem(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(id -> signed(id, 1_569)).toList();
  }

  /// A module of one lesson.
  public static CatalogEntry module(String id, int version, BlobId manifest) {
    return new CatalogEntry(
        id,
        version,
        manifest,
        Map.of("en", "Module " + id, "be", "Модуль " + id),
        Map.of("en", "What it is about"),
        List.of("en", "be"),
        "beginner",
        45,
        123_456,
        Optional.of(LocalDate.parse("2027-01-31")));
  }

  /// A blob of this many bytes, made of its number.
  public static ByteString blob(int bytes, long number) {
    return bytes(bytes, number);
  }

  /// The id under which a blob must be kept.
  public static BlobId blobId(ByteString blob) {
    return InMemoryBlobStore.idOf(blob);
  }

  /// The attachment that is called by this number.
  public static AttachmentId attachmentId(long number) {
    return AttachmentId.of(bytes(AttachmentId.BYTES, number));
  }

  /// A request to open an attachment of `parts` parts until [#LATER], with one token of key 7.
  public static Opening opening(long number, int parts) {
    AttachmentId id = attachmentId(number);
    long fileBytes = (parts - 1L) * Limits.ATTACHMENT_PART_BYTES;
    return new Opening(id, AttachmentSize.sealed(fileBytes), LATER, 7, List.of(id));
  }

  /// A part of an attachment, made of both numbers.
  public static ByteString part(Opening opening, int part) {
    return bytes(AttachmentSize.part(opening.sealedBytes(), part), part + 1L);
  }

  private static ByteString bytes(int count, long number) {
    byte[] bytes = new byte[count];
    new Random(number).nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
