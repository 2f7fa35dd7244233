package org.busel.relay.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxStore;
import org.busel.relay.auth.Capabilities;
import org.busel.relay.auth.Refusals;
import org.busel.relay.deliver.Submission.Part;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Passage;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Accepted;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.DeviceMismatch;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Withdraw;
import org.busel.wire.v1.Withdrawn;

/// Takes a message for an account into the mailboxes of its devices. Safe for many threads.
///
/// The sender is told *accepted* only after the store has said *stored* for every device. A repeat with the same id
/// changes nothing where the envelope still waits, so a sender that was told nothing, or *full*, may simply repeat.
///
/// Nothing here waits for the disk. What a sender submitted first reaches the store first, so its messages keep their
/// order in each mailbox however many are on their way.
public final class Submissions {
  /// Far longer than taking something out takes.
  static final Duration WITHDRAW_STEP = Duration.ofMillis(10);

  private static final long HOUR_SECONDS = 3_600;

  private final MailboxStore mailboxes;
  private final Capabilities capabilities;
  private final Duration retention;
  private final Clock clock;
  private final Presence presence;
  private final Gate gate;
  private final EnvelopesOnTheWay.Outside outside;
  private final Response keptAsLongAsAny; // made once: it is the answer to almost every submit

  public Submissions(Deliveries deliveries, Capabilities capabilities, Clock clock, Gate gate) {
    this.mailboxes = deliveries.mailboxes();
    this.retention = deliveries.rules().retention();
    this.presence = deliveries.presence();
    this.gate = gate;
    this.keptAsLongAsAny = accepted(retention.toSeconds());
    this.outside =
        new EnvelopesOnTheWay.Outside(
            deliveries.presence(), deliveries.meters(), new StoreState());
    this.capabilities = capabilities;
    this.clock = clock;
  }

  /// Submits, if that takes no look into the directory. Never blocks; for event loops.
  ///
  /// @param then gets the answer, on any thread, perhaps before this returns; must return at once
  /// @return whether it was done; otherwise nothing was, and [#submit] is to be called where blocking is allowed
  public boolean submitAtOnce(Submission submission, Consumer<Response> then) {
    Optional<Account> account =
        capabilities.remembered(submission.account(), submission.capability());
    account.ifPresent(known -> submit(known, submission, then));
    return account.isPresent();
  }

  /// Submits. Blocks on the directory, but not until the envelopes are durable.
  ///
  /// @param then gets the answer, on any thread, perhaps before this returns; must return at once
  /// @throws org.busel.store.StoreUnavailableException if the directory did not answer; nothing was done
  public void submit(Submission submission, Consumer<Response> then) {
    capabilities
        .open(submission.account(), submission.capability())
        .ifPresentOrElse(
            account -> submit(account, submission, then),
            () -> then.accept(Refusals.noSuchMailbox()));
  }

  private void submit(Account account, Submission submission, Consumer<Response> then) {
    List<Part> parts = submission.parts();
    if (!isFor(account, parts)) {
      then.accept(Refusals.deviceMismatch(mismatch(account, parts)));
      return;
    }
    int contentBytes = 0;
    for (Part part : parts) {
      contentBytes += part.content().bytes().size();
    }
    if (gate.submit(account.id().bytes(), contentBytes) instanceof Passage.Wait wait) {
      then.accept(Refusals.busy(wait));
      return;
    }
    if (submission.handling().isEphemeral()) {
      passOn(account, submission);
      then.accept(accepted(0)); // whether anybody was there or not: a sender must not learn that
      return;
    }
    long kept = keptSeconds(submission.handling().ttlSeconds());
    Instant expiresAt = expiresAt(kept);
    Response accepted = kept == retention.toSeconds() ? keptAsLongAsAny : accepted(kept);
    var appends = new EnvelopesOnTheWay(parts.size(), outside, accepted, then);
    for (Part part : parts) {
      DeviceId recipient = new DeviceId(account.id(), part.device());
      Envelope envelope = new Envelope(submission.id(), recipient, expiresAt, part.content());
      mailboxes.append(envelope, appends.callbackFor(envelope));
    }
  }

  private void passOn(Account account, Submission submission) {
    for (Part part : submission.parts()) {
      Delivery delivery =
          Delivery.newBuilder()
              .setEnvelopeId(submission.id().bytes())
              .setContent(part.content().bytes())
              .build();
      presence
          .find(new DeviceId(account.id(), part.device()))
          .ifPresent(inbox -> inbox.passOn(delivery));
    }
  }

  private static Response accepted(long keptSeconds) {
    return Response.newBuilder()
        .setAccepted(Accepted.newBuilder().setKeptForSeconds((int) keptSeconds))
        .build();
  }

  /// Takes an envelope out of the mailboxes of an account. Whether it was there, and whether the account is, makes no
  /// difference to the answer, nor to its time: what finds something does more, so the answer waits for the next whole step
  /// of [#WITHDRAW_STEP], and is to be awaited where waiting is allowed.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer; repeating is safe
  public Response withdraw(Withdraw withdraw) {
    AccountId account = AccountId.of(withdraw.getAccount());
    EnvelopeId id = new WithdrawalToken(withdraw.getToken()).envelopeId();
    long begun = System.nanoTime();
    for (int number = 1; number <= Limits.DEVICE_NUMBER; number++) {
      mailboxes.withdraw(new DeviceId(account, number), id);
    }
    awaitStep(begun);
    return Response.newBuilder().setWithdrawn(Withdrawn.getDefaultInstance()).build();
  }

  private static void awaitStep(long begun) {
    long step = WITHDRAW_STEP.toNanos();
    long until = begun + ((System.nanoTime() - begun) / step + 1) * step;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Whether the parts are for exactly the devices of the account, as they are now.
  private static boolean isFor(Account account, List<Part> parts) {
    List<Device> devices = account.devices();
    if (devices.size() != parts.size()) {
      return false;
    }
    for (Part part : parts) {
      boolean found = false;
      for (Device device : devices) {
        found |=
            device.id().number() == part.device()
                && device.registrationId() == part.registrationId();
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static DeviceMismatch mismatch(Account account, List<Part> parts) {
    Map<Integer, Integer> named = new HashMap<>();
    parts.forEach(part -> named.put(part.device(), part.registrationId()));
    DeviceMismatch.Builder mismatch = DeviceMismatch.newBuilder();
    for (Device device : account.devices()) {
      Integer registrationId = named.remove(device.id().number());
      if (registrationId == null) {
        mismatch.addMissing(device.id().number());
      } else if (registrationId != device.registrationId()) {
        mismatch.addStale(device.id().number());
      }
    }
    return mismatch.addAllExtra(named.keySet().stream().sorted().toList()).build();
  }

  private long keptSeconds(long ttlSeconds) {
    long most = retention.toSeconds();
    return ttlSeconds == 0 ? most : Math.min(ttlSeconds, most);
  }

  /// Rounded up to a whole hour, so that the store does not learn when the envelope arrived.
  private Instant expiresAt(long keptSeconds) {
    long hour = Math.floorDiv(clock.instant().getEpochSecond() + keptSeconds, HOUR_SECONDS) + 1;
    return Instant.ofEpochSecond(hour * HOUR_SECONDS);
  }
}
