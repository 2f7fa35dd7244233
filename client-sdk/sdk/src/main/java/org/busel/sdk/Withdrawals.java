package org.busel.sdk;

import java.time.Duration;
import java.util.List;
import org.busel.sdk.attachments.RelayAttachments;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.records.StoredWithdrawal;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.AttachmentId;
import org.busel.wire.Limits;

/// Has the relay remove the files of messages that were deleted for everyone: at once if it can be reached, and else as
/// soon as it can. Safe for many threads.
final class Withdrawals {
  private static final long AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

  private final Profile profile;
  private final RelayLines lines;
  private final Transfers transfers;
  private boolean failed; // guarded by this, as is the next
  private long failedAtNanos;

  Withdrawals(Profile profile, RelayLines lines, Transfers transfers) {
    this.profile = profile;
    this.lines = lines;
    this.transfers = transfers;
  }

  /// Tries every one; not again for a minute after one has failed.
  synchronized void run() {
    if (failed && System.nanoTime() - failedAtNanos < AGAIN_AFTER_NANOS) {
      return;
    }
    List<StoredWithdrawal> due =
        profile.transact("reading what is to be withdrawn", tx -> tx.attachments().withdrawals());
    failed = !due.stream().allMatch(this::isOver);
    failedAtNanos = System.nanoTime();
  }

  private boolean isOver(StoredWithdrawal withdrawal) {
    boolean over = isTooOld(withdrawal) || isDone(withdrawal);
    if (over) {
      profile.save("noting what was withdrawn", tx -> tx.attachments().remove(withdrawal));
    }
    return over;
  }

  private boolean isDone(StoredWithdrawal withdrawal) {
    // A connection for each: two attachments must not be known to be of one device.
    try (RelayHttp line = lines.attachment()) {
      return transfers.withdraw(
          new AttachmentId(withdrawal.getId()),
          withdrawal.getUploadKey(),
          new RelayAttachments(line.client(), line.place().url()));
    }
  }

  /// By then the relay has dropped it anyway.
  private boolean isTooOld(StoredWithdrawal withdrawal) {
    long age = Math.abs(profile.now().toEpochMilli() - withdrawal.getSinceMillis());
    return age > Limits.ATTACHMENT_RETENTION.toMillis();
  }
}
