package org.busel.relay.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Busy;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxStore;
import org.busel.relay.auth.Capabilities;
import org.busel.relay.auth.Refusals;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Passage;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.RelayMeters.Append;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.Limits;
import org.busel.wire.SealedContent;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Accepted;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.DeviceMismatch;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;
import org.busel.wire.v1.Withdraw;
import org.busel.wire.v1.Withdrawn;

/// Takes a message for an account into the mailboxes of its devices. Safe for many threads.
///
/// The sender is told *accepted* only after the store has said *stored* for every device. A repeat with the same id
/// changes nothing where the envelope still waits, so a sender that was told nothing, or *full*, may simply repeat.
public final class Submissions {
  private final MailboxStore mailboxes;
  private final Capabilities capabilities;
  private final Presence presence;
  private final Duration retention;
  private final Clock clock;
  private final RelayMeters meters;
  private final Gate gate;

  public Submissions(Deliveries deliveries, Capabilities capabilities, Clock clock, Gate gate) {
    this.mailboxes = deliveries.mailboxes();
    this.presence = deliveries.presence();
    this.retention = deliveries.rules().retention();
    this.meters = deliveries.meters();
    this.capabilities = capabilities;
    this.clock = clock;
    this.gate = gate;
  }

  /// Answers a submit whose fields keep to PROTOCOL.md. Blocks until the envelopes are durable.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer; some envelopes may be stored
  public Response submit(Submit submit) {
    Optional<Account> account =
        capabilities.open(
            AccountId.of(submit.getAccount()), new Capability(submit.getCapability()));
    if (account.isEmpty()) {
      return Refusals.noSuchMailbox();
    }
    DeviceMismatch mismatch = mismatch(account.get(), submit.getEnvelopesList());
    if (!mismatch.equals(DeviceMismatch.getDefaultInstance())) {
      return Refusals.deviceMismatch(mismatch);
    }
    int contentBytes =
        submit.getEnvelopesList().stream().mapToInt(each -> each.getContent().size()).sum();
    if (gate.submit(submit.getAccount(), contentBytes) instanceof Passage.Wait wait) {
      return Refusals.busy(wait);
    }
    List<Envelope> envelopes = envelopes(account.get(), submit);
    return submit.getUrgency() == Urgency.URGENCY_EPHEMERAL
        ? passOn(envelopes)
        : append(envelopes, kept(submit));
  }

  /// Takes an envelope out of the mailboxes of an account. Whether it was there, and whether the account is, makes no
  /// difference to the answer.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer; repeating is safe
  public Response withdraw(Withdraw withdraw) {
    AccountId account = AccountId.of(withdraw.getAccount());
    EnvelopeId id = new WithdrawalToken(withdraw.getToken()).envelopeId();
    for (int number = 1; number <= Limits.DEVICE_NUMBER; number++) {
      mailboxes.withdraw(new DeviceId(account, number), id);
    }
    return Response.newBuilder().setWithdrawn(Withdrawn.getDefaultInstance()).build();
  }

  // Accepted whether anybody was there or not: a sender must not learn who is connected.
  private Response passOn(List<Envelope> envelopes) {
    for (Envelope envelope : envelopes) {
      Delivery delivery =
          Delivery.newBuilder()
              .setEnvelopeId(envelope.id().bytes())
              .setContent(envelope.content().bytes())
              .build();
      presence.find(envelope.recipient()).ifPresent(inbox -> inbox.passOn(delivery));
    }
    return Response.newBuilder().setAccepted(Accepted.getDefaultInstance()).build();
  }

  private static DeviceMismatch mismatch(Account account, List<SealedEnvelope> envelopes) {
    Map<Integer, Integer> named = new HashMap<>();
    envelopes.forEach(envelope -> named.put(envelope.getDevice(), envelope.getRegistrationId()));
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

  private Duration kept(Submit submit) {
    long ttlSeconds = Integer.toUnsignedLong(submit.getTtlSeconds());
    Duration ttl = ttlSeconds == 0 ? retention : Duration.ofSeconds(ttlSeconds);
    return ttl.compareTo(retention) > 0 ? retention : ttl;
  }

  private List<Envelope> envelopes(Account account, Submit submit) {
    EnvelopeId id = EnvelopeId.of(submit.getId());
    Instant expiresAt = expiresAt(kept(submit));
    List<Envelope> envelopes = new ArrayList<>();
    for (SealedEnvelope sealed : submit.getEnvelopesList()) {
      envelopes.add(
          new Envelope(
              id,
              new DeviceId(account.id(), sealed.getDevice()),
              expiresAt,
              new SealedContent(sealed.getContent())));
    }
    return envelopes;
  }

  /// Rounded up to a whole hour, so that the store does not learn when the envelope arrived.
  private Instant expiresAt(Duration kept) {
    return clock.instant().plus(kept).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  private Response append(List<Envelope> envelopes, Duration kept) {
    for (Envelope envelope : envelopes) {
      switch (mailboxes.append(envelope)) {
        case Stored _ -> {
          meters.append(Append.STORED);
          presence.find(envelope.recipient()).ifPresent(Inbox::wake);
        }
        case AlreadyStored _ -> meters.append(Append.REPEATED);
        case MailboxFull _ -> {
          meters.append(Append.FULL);
          return Refusals.mailboxFull();
        }
        case Busy _ -> {
          meters.append(Append.BUSY);
          return Refusals.busy();
        }
      }
    }
    return Response.newBuilder()
        .setAccepted(Accepted.newBuilder().setKeptForSeconds((int) kept.toSeconds()))
        .build();
  }
}
