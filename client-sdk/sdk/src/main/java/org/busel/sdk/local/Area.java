package org.busel.sdk.local;

/// What a value is. The number stands in the file and is never reused.
enum Area {
  PROFILE(1),
  CERTIFICATE(2),
  SESSION(3),
  IDENTITY(4),
  EC_PREKEY(5),
  KEM_PREKEY(6),
  KEM_PREKEY_USE(7),
  PREKEY_LIST(8),
  CONTACT(9),
  CONTACT_OF_ACCOUNT(10),
  INVITATION(11),
  MESSAGE_OF_ID(12),
  COUNT(13),
  MESSAGE(14),
  SUBMIT(15),
  UNREPORTED(16),
  STRANGER(17),
  ENVELOPE(18),
  LEARNING(19),
  EARLY(20),
  CONVERSATION(21),
  RECEIPTS(22),
  UNDELIVERED(23),
  DISAPPEARING(24),
  LEDGER(25),
  SETTINGS(26),
  UNKNOWN(27),
  ATTACHMENT(30),
  UPLOAD(31),
  UPLOAD_TOKEN(32),
  DESK(40),
  DESK_CHANGE(41),
  DESK_TICKET(42),
  DESK_HELD(43),
  DESK_RECEIPTS(44),
  WITHDRAWAL(45),
  LOG(70),
  LOG_HEAD(71),
  LOG_ACCOUNT(72),
  LOG_HEARD(73);

  private final long number;

  Area(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  /// Whether it stays out of backups: what must never be as it was before (ratchets, prekeys, sealed envelopes), and what
  /// a relay gives anew.
  boolean isLeftOutOfBackups() {
    return switch (this) {
      case CERTIFICATE,
          SESSION,
          EC_PREKEY,
          KEM_PREKEY,
          KEM_PREKEY_USE,
          PREKEY_LIST,
          SUBMIT,
          RECEIPTS,
          UPLOAD,
          UPLOAD_TOKEN ->
          true;
      default -> false;
    };
  }
}
