package org.busel.relay.auth;

import java.time.Duration;
import org.busel.relay.limits.Passage;
import org.busel.wire.v1.DeviceMismatch;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Response;

/// The relay's ways to say no (PROTOCOL.md "Refusals"). What they say is for people and holds nothing of anybody.
public final class Refusals {
  /// How long a device should wait before it asks a busy relay or a full mailbox again.
  public static final Duration BUSY_RETRY = Duration.ofSeconds(2);

  /// How long a sender should wait before it offers something to a full mailbox again.
  public static final Duration FULL_RETRY = Duration.ofMinutes(10);

  private Refusals() {}

  /// A refusal that repeating does not change.
  public static Refusal of(Code code, String says) {
    return Refusal.newBuilder().setCode(code).setSays(says).build();
  }

  /// A refusal as the answer to a request; the id is filled in by the connection.
  public static Response answer(Code code, String says) {
    return answer(of(code, says));
  }

  /// Any refusal as the answer to a request.
  public static Response answer(Refusal refusal) {
    return Response.newBuilder().setRefusal(refusal).build();
  }

  /// Missing account and wrong capability: one answer for both, made in one place so that it stays one.
  public static Response noSuchMailbox() {
    return answer(Code.CODE_NO_SUCH_MAILBOX, "no mailbox opens to this account id and capability");
  }

  /// The store did not answer, so the outcome is unknown.
  public static Response unavailable() {
    return answer(later(Code.CODE_UNAVAILABLE, "the relay cannot say, repeat it", BUSY_RETRY));
  }

  /// More is going on than the relay has room for; nothing was done.
  public static Response busy() {
    return answer(later(Code.CODE_BUSY, "the relay is busy, nothing was done", BUSY_RETRY));
  }

  /// Somebody has asked more often than a limit allows; nothing was done.
  public static Response busy(Passage.Wait wait) {
    return answer(tooOften(wait));
  }

  /// The same about a whole connection.
  public static Refusal tooOften(Passage.Wait wait) {
    return later(Code.CODE_BUSY, "too much at once, nothing was done", wait.retryAfter());
  }

  /// The mailbox holds as much as it may.
  public static Response mailboxFull() {
    return answer(later(Code.CODE_MAILBOX_FULL, "the mailbox is full", FULL_RETRY));
  }

  /// The submit did not name exactly the devices of the account.
  public static Response deviceMismatch(DeviceMismatch mismatch) {
    return answer(
        of(Code.CODE_DEVICE_MISMATCH, "the account has other devices").toBuilder()
            .setMismatch(mismatch)
            .build());
  }

  private static Refusal later(Code code, String says, Duration retryAfter) {
    return of(code, says).toBuilder()
        .setRetryAfterMillis(Math.toIntExact(retryAfter.plusNanos(999_999).toMillis()))
        .build();
  }
}
