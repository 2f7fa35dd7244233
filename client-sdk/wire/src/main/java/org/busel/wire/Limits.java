package org.busel.wire;

import java.time.Duration;

/// Every size, count and time that both ends of a connection hold each other to. PROTOCOL.md states the same numbers,
/// and a test compares the two.
public final class Limits {
  /// Largest frame, in bytes.
  public static final int FRAME_BYTES = 256 << 10;

  /// Largest sealed content, in bytes.
  public static final int CONTENT_BYTES = SizeBucket.LARGEST_BYTES;

  /// Deliveries that a relay leaves unacknowledged on one connection before it waits.
  public static final int UNACKNOWLEDGED_DELIVERIES = 256;

  /// Envelope ids in one Acknowledge.
  public static final int ACKNOWLEDGED_AT_ONCE = 256;

  /// Requests without an answer on one connection.
  public static final int REQUESTS_IN_FLIGHT = 64;

  /// Devices of one account.
  public static final int DEVICES = 6;

  /// Longest DeviceList, in bytes.
  public static final int DEVICE_LIST_BYTES = 1_024;

  /// Longest sealed DeviceWelcome, in bytes.
  public static final int DEVICE_ANSWER_BYTES = 2_048;

  /// Highest device number; the lowest is 1.
  public static final int DEVICE_NUMBER = DeviceId.MAX_NUMBER;

  /// Highest registration id; the lowest is 1.
  public static final int REGISTRATION_ID = 16_380;

  /// Highest prekey id; the lowest is 1.
  public static final int PREKEY_ID = 16_777_215;

  /// One-time prekeys of each kind that a relay holds for a device, and that one UploadKeys may bring.
  public static final int ONE_TIME_KEYS = 100;

  /// Fewer one-time prekeys of a kind than this, and the relay tells the device.
  public static final int ONE_TIME_KEYS_LOW = 20;

  /// Longest sender certificate, in bytes.
  public static final int CERTIFICATE_BYTES = 2_048;

  /// Longest text in a Refusal, in UTF-16 code units.
  public static final int SAYS_CHARS = 500;

  /// Longest name in an Introduction, in UTF-16 code units.
  public static final int NAME_CHARS = 64;

  /// Relays in one contact invitation.
  public static final int RELAYS = 5;

  /// Longest URL of a relay, in characters.
  public static final int URL_CHARS = 255;

  /// Longest link, in characters.
  public static final int LINK_CHARS = 4_096;

  /// Edits of one text.
  public static final int EDITS = 20;

  /// Longest emoji of a Reaction, in bytes of UTF-8.
  public static final int EMOJI_BYTES = 64;

  /// Message ids in one Receipt, and envelope ids in one Repair.
  public static final int IDS_AT_ONCE = 16;

  /// Shortest time after which a message may disappear.
  public static final Duration TIMER_SHORTEST = Duration.ofMinutes(5);

  /// Longest time after which a message may disappear.
  public static final Duration TIMER_LONGEST = Duration.ofDays(365);

  /// How long after it was sent a text may be edited, by the clock of its author.
  public static final Duration EDIT_WITHIN = Duration.ofDays(2);

  /// Members of one desk.
  public static final int DESK_MEMBERS = 200;

  /// Changes that nothing follows yet, as one change or message may name them.
  public static final int DESK_HEADS = 16;

  /// Changes of one desk, in all its life.
  public static final int DESK_CHANGES = 4_096;

  /// Longest DeskChange, in bytes.
  public static final int DESK_CHANGE_BYTES = 4_096;

  /// Largest file in an attachment, in bytes.
  public static final int ATTACHMENT_FILE_BYTES = 100 << 20;

  /// Every part of a sealed attachment but the last has this many bytes.
  public static final int ATTACHMENT_PART_BYTES = 256 << 10;

  /// What is smaller is padded to this many bytes.
  public static final int ATTACHMENT_PADDED_LEAST = 64 << 10;

  /// How many sealed bytes one upload token is good for.
  public static final int UPLOAD_TOKEN_BYTES = 16 << 20;

  /// Upload tokens in one request.
  public static final int UPLOAD_TOKENS_AT_ONCE = 32;

  /// Upload tokens that a relay issues to one account within 24 hours.
  public static final int UPLOAD_TOKENS_A_DAY = 128;

  /// Longest name of a file in an Attachment, in bytes of UTF-8.
  public static final int FILE_NAME_BYTES = 255;

  /// Longest media type in an Attachment, in UTF-16 code units.
  public static final int MEDIA_TYPE_CHARS = 127;

  /// Largest thumbnail in an Attachment, in bytes.
  public static final int THUMBNAIL_BYTES = 16 << 10;

  /// Longest caption of an Attachment, in bytes of UTF-8.
  public static final int CAPTION_BYTES = 4 << 10;

  /// Hashes beside one way through the map of a key log.
  public static final int LOG_PATH_HASHES = 64;

  /// Hashes in a proof about the leaves of a key log.
  public static final int LOG_PROOF_HASHES = 64;

  /// Largest AccountKeys, serialized, in bytes.
  public static final int LOG_MATERIAL_BYTES = 8 << 10;

  /// Entries that come with one leaf of a key log.
  public static final int LOG_LEAF_ENTRIES = 1_000;

  /// Leaves that a key log may gain in one hour.
  public static final int LOG_LEAVES_AN_HOUR = 64;

  /// How often each end sends a WebSocket ping.
  public static final Duration PING_EVERY = Duration.ofSeconds(30);

  /// A connection on which nothing has arrived for this long is closed.
  public static final Duration IDLE_CLOSE = Duration.ofSeconds(90);

  /// Hello, and on an inbox Login too, must have arrived this long after the connection was opened.
  public static final Duration LOGIN_WITHIN = Duration.ofSeconds(10);

  /// Deadline of a request that names none.
  public static final Duration DEADLINE = Duration.ofSeconds(15);

  /// Longest deadline of a request; a longer one is cut to it.
  public static final Duration DEADLINE_LONGEST = Duration.ofSeconds(60);

  /// Longest time over which Closing may spread reconnects; a device cuts a longer one to it.
  public static final Duration RECONNECT_SPREAD = Duration.ofSeconds(60);

  /// How long a relay keeps an unread envelope, unless its operator says otherwise.
  public static final Duration RETENTION = Duration.ofDays(30);

  /// How long a relay keeps an attachment, unless its operator says otherwise.
  public static final Duration ATTACHMENT_RETENTION = Duration.ofDays(45);

  /// How long a relay signs upload tokens with one key; it takes them for as long again.
  public static final Duration TOKEN_KEY_VALIDITY = Duration.ofDays(30);

  /// How long a device that asks to be let into an account waits, so that the others may say no.
  public static final Duration DEVICE_WAIT = Duration.ofDays(1);

  /// How long after that it may still be let in.
  public static final Duration DEVICE_ANSWER_WITHIN = Duration.ofDays(7);

  /// How long a sender certificate is valid; a device renews it after half of that.
  public static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(3);

  /// How old the head of a key log may be, and the word of its witness.
  public static final Duration LOG_AGE = Duration.ofDays(7);

  /// How long a key log may lack an account that is there.
  public static final Duration LOG_PENDING = Duration.ofDays(2);

  private Limits() {}
}
