package org.busel.mailbox;

/// How much one mailbox holds before senders are refused.
///
/// @param envelopes 1 to 100,000
/// @param contentBytes sum of the sealed contents, 96 KiB to 1 GiB
public record MailboxLimits(int envelopes, long contentBytes) {
  /// 10,000 envelopes or 64 MiB, whichever comes first.
  public static final MailboxLimits DEFAULTS = new MailboxLimits(10_000, 64L << 20);

  public MailboxLimits {
    if (envelopes < 1 || envelopes > 100_000) {
      throw new IllegalArgumentException(
          "mailbox limit of " + envelopes + " envelopes is out of range");
    }
    if (contentBytes < 96L << 10 || contentBytes > 1L << 30) {
      throw new IllegalArgumentException(
          "mailbox limit of " + contentBytes + " bytes is out of range");
    }
  }
}
