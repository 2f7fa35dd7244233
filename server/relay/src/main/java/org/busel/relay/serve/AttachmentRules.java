package org.busel.relay.serve;

import java.time.Duration;
import org.busel.wire.Limits;

/// How many attachments are kept, and how long.
///
/// @param quotaBytes sum of the lengths of all attachments, 0 to 1 PiB; 0 takes none
/// @param reserveBytes what must stay free on the disk for messages, 0 to 1 PiB
/// @param retention how long an attachment is kept, one hour to 90 days
public record AttachmentRules(long quotaBytes, long reserveBytes, Duration retention) {
  /// 10 GiB, 1 GiB left for messages, 45 days.
  public static final AttachmentRules DEFAULTS =
      new AttachmentRules(10L << 30, 1L << 30, Limits.ATTACHMENT_RETENTION);

  private static final long MOST = 1L << 50;

  public AttachmentRules {
    if (quotaBytes < 0 || quotaBytes > MOST || reserveBytes < 0 || reserveBytes > MOST) {
      throw new IllegalArgumentException("attachment quota or reserve is out of range");
    }
    if (retention.compareTo(Duration.ofHours(1)) < 0
        || retention.compareTo(Duration.ofDays(90)) > 0) {
      throw new IllegalArgumentException("attachment retention is out of range");
    }
  }
}
