package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.EnvelopeId;
import org.busel.wire.InvitationToken;
import org.busel.wire.Limits;
import org.busel.wire.RelayId;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Accepted;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.DeviceMismatch;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.LookUpKeys;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.Registered;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.SenderCertificate;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.UploadKeys;
import org.busel.wire.v1.Urgency;
import org.busel.wire.v1.Withdraw;
import org.busel.wire.v1.Withdrawn;

/// What the simulator remembers, across its restarts, and the rules by which it answers. Safe for many threads.
final class SimulatedState {
  private final Clock clock;
  private final SeededRandom random = new SeededRandom(1);
  private final SimulatedVoucher voucher = new SimulatedVoucher();
  private final Map<ByteString, Instant> invitations = new HashMap<>();
  private final Map<ByteString, AccountId> usedBy = new HashMap<>();
  private final Map<AccountId, SimulatedAccount> accounts = new LinkedHashMap<>();
  private final SimulatedLog log;
  private final Set<Tampering> tampering = EnumSet.noneOf(Tampering.class);
  private final SimulatedPressure pressure = new SimulatedPressure();
  private int mailboxLimit = 10_000;
  private int accepted;
  private int ephemerals;

  SimulatedState(Clock clock) {
    this.clock = clock;
    this.log = new SimulatedLog(RelayId.of(voucher.trustRoot()), clock);
  }

  synchronized ByteString trustRoot() {
    return voucher.trustRoot();
  }

  synchronized void tamper(Set<Tampering> ways) {
    tampering.clear();
    tampering.addAll(ways);
  }

  synchronized boolean does(Tampering way) {
    return tampering.contains(way);
  }

  synchronized void limitMailboxes(int envelopes) {
    mailboxLimit = envelopes;
  }

  synchronized void refuseAsBusy(int calls, Duration retryAfter) {
    pressure.refuse(calls, retryAfter);
  }

  synchronized int outboxCalls() {
    return pressure.calls();
  }

  synchronized List<ByteString> submittedIds() {
    return pressure.submittedIds();
  }

  /// What to answer a call of an outbox with, if not the truth.
  synchronized Optional<Response.Builder> busy(Request call) {
    return pressure.of(call);
  }

  synchronized InvitationToken invite(Instant expiresAt) {
    InvitationToken token = InvitationToken.random(random);
    invitations.put(token.bytes(), expiresAt);
    return token;
  }

  synchronized ByteString challenge() {
    byte[] challenge = new byte[32];
    random.nextBytes(challenge);
    return ByteString.copyFrom(challenge);
  }

  synchronized Optional<SimulatedAccount> account(ByteString id) {
    return Optional.ofNullable(accounts.get(AccountId.of(id)));
  }

  synchronized Response.Builder register(Register register) {
    ByteString token = register.getInvitation();
    AccountId account = AccountId.of(register.getAccount());
    Instant expiresAt = invitations.get(token);
    if (account.equals(usedBy.get(token))) {
      return registered();
    }
    if (expiresAt == null) {
      return refuse(Code.CODE_INVITATION_UNKNOWN);
    }
    if (usedBy.containsKey(token)) {
      return refuse(Code.CODE_INVITATION_USED);
    }
    if (clock.instant().isAfter(expiresAt)) {
      return refuse(Code.CODE_INVITATION_EXPIRED);
    }
    if (accounts.containsKey(account)) {
      return refuse(Code.CODE_ACCOUNT_TAKEN);
    }
    usedBy.put(token, account);
    accounts.put(account, new SimulatedAccount(register));
    return registered();
  }

  private static Response.Builder registered() {
    return Response.newBuilder()
        .setRegistered(Registered.newBuilder().setDevice(SimulatedAccount.DEVICE));
  }

  synchronized Response.Builder fetch(FetchBundles fetch) {
    Optional<SimulatedAccount> account = allowed(fetch.getAccount(), fetch.getCapability());
    if (account.isEmpty()) {
      return refuse(Code.CODE_NO_SUCH_MAILBOX);
    }
    SimulatedAccount from = does(Tampering.SWAP_KEYS) ? otherThan(account.get()) : account.get();
    Bundle bundle = from.bundle(does(Tampering.REUSE_ONE_TIME_KEYS));
    if (does(Tampering.STRIP_POST_QUANTUM)) {
      bundle = bundle.toBuilder().clearKem().build();
    }
    return Response.newBuilder().setBundles(Bundles.newBuilder().addBundles(bundle));
  }

  SimulatedLog log() {
    return log;
  }

  /// Makes a leaf of all accounts.
  ///
  /// @param about one of them, by the order in which they came, from 1; 0 for none
  /// @param isLie whether that one is known by the keys of another; otherwise it is left out
  synchronized void growLog(int about, boolean isLie) {
    List<SimulatedAccount> all = new ArrayList<>(accounts.values());
    Map<SimulatedAccount, ByteString> other = new HashMap<>();
    if (about > 0 && isLie) {
      SimulatedAccount wronged = all.get(about - 1);
      other.put(wronged, otherThan(wronged).registration().getIdentityKey());
    } else if (about > 0) {
      SimulatedAccount unused = all.remove(about - 1);
    }
    log.grow(all, other);
  }

  synchronized Response.Builder lookUp(LookUpKeys ask) {
    return allowed(ask.getAccount(), ask.getCapability())
        .map(this::prove)
        .orElseGet(() -> refuse(Code.CODE_NO_SUCH_MAILBOX));
  }

  Response.Builder prove(SimulatedAccount account) {
    return Response.newBuilder().setKeyProof(log.prove(account));
  }

  synchronized Response.Builder submit(Submit submit) {
    Optional<SimulatedAccount> account = allowed(submit.getAccount(), submit.getCapability());
    if (account.isEmpty()) {
      return refuse(Code.CODE_NO_SUCH_MAILBOX);
    }
    Optional<DeviceMismatch> mismatch = mismatch(account.get(), submit.getEnvelopesList());
    if (mismatch.isPresent()) {
      return Response.newBuilder()
          .setRefusal(
              Refusal.newBuilder().setCode(Code.CODE_DEVICE_MISMATCH).setMismatch(mismatch.get()));
    }
    if (submit.getUrgency() == Urgency.URGENCY_EPHEMERAL) {
      ephemerals++;
      return Response.newBuilder().setAccepted(Accepted.getDefaultInstance());
    }
    if (account.get().waiting().size() >= mailboxLimit) {
      return refuse(Code.CODE_MAILBOX_FULL);
    }
    store(account.get(), submit.getId(), submit.getEnvelopes(0).getContent());
    return Response.newBuilder()
        .setAccepted(
            Accepted.newBuilder().setKeptForSeconds((int) Limits.RETENTION.toSeconds()));
  }

  /// Whether a submit is allowed and for the devices that there are.
  synchronized boolean takes(Submit submit) {
    return allowed(submit.getAccount(), submit.getCapability())
        .filter(account -> mismatch(account, submit.getEnvelopesList()).isEmpty())
        .isPresent();
  }

  synchronized Response.Builder withdraw(Withdraw withdraw) {
    ByteString id = new WithdrawalToken(withdraw.getToken()).envelopeId().bytes();
    account(withdraw.getAccount()).ifPresent(account -> account.acknowledge(List.of(id)));
    return Response.newBuilder().setWithdrawn(Withdrawn.getDefaultInstance());
  }

  private void store(SimulatedAccount account, ByteString id, ByteString content) {
    accepted++;
    if (does(Tampering.DROP_EVERY_THIRD) && accepted % 3 == 0) {
      return;
    }
    SimulatedAccount to = does(Tampering.SWAP_ENVELOPES) ? otherThan(account) : account;
    ByteString put = does(Tampering.CORRUPT_ENVELOPES) ? withFlippedBit(content) : content;
    to.append(id, put);
    if (does(Tampering.REPLAY)) {
      to.append(EnvelopeId.random(random).bytes(), put);
    }
  }

  private static ByteString withFlippedBit(ByteString content) {
    byte[] bytes = content.toByteArray();
    bytes[bytes.length / 2] ^= 1;
    return ByteString.copyFrom(bytes);
  }

  private SimulatedAccount otherThan(SimulatedAccount account) {
    return accounts.values().stream()
        .filter(other -> !other.id().equals(account.id()))
        .findFirst()
        .orElse(account);
  }

  private Optional<SimulatedAccount> allowed(ByteString id, ByteString capability) {
    return account(id)
        .filter(account ->
            account.registration().getCapabilityHash().equals(new Capability(capability).hash()));
  }

  private static Optional<DeviceMismatch> mismatch(
      SimulatedAccount account, List<SealedEnvelope> envelopes) {
    DeviceMismatch.Builder mismatch = DeviceMismatch.newBuilder();
    boolean named = false;
    for (SealedEnvelope envelope : envelopes) {
      if (envelope.getDevice() != SimulatedAccount.DEVICE) {
        mismatch.addExtra(envelope.getDevice());
      } else if (envelope.getRegistrationId() != account.registrationId()) {
        mismatch.addStale(envelope.getDevice());
      } else {
        named = true;
      }
    }
    if (!named && mismatch.getStaleCount() == 0) {
      mismatch.addMissing(SimulatedAccount.DEVICE);
    }
    return named && mismatch.getExtraCount() == 0
        ? Optional.empty()
        : Optional.of(mismatch.build());
  }

  synchronized KeyCounts upload(SimulatedAccount account, UploadKeys keys) {
    return account.upload(keys);
  }

  synchronized KeyCounts counts(SimulatedAccount account) {
    return account.counts();
  }

  synchronized void exhaustOneTimeKeys() {
    accounts.values().forEach(SimulatedAccount::forgetOneTimeKeys);
  }

  synchronized void setUpDevicesAnew() {
    accounts.values().forEach(SimulatedAccount::setUpAnew);
  }

  synchronized int oneTimeKeys() {
    return accounts.values().stream()
        .map(SimulatedAccount::counts)
        .mapToInt(counts -> counts.getOneTimeEc() + counts.getOneTimeKem())
        .sum();
  }

  synchronized Response.Builder certify(SimulatedAccount account) {
    ByteString certificate =
        voucher.vouchFor(
            account.id(),
            SimulatedAccount.DEVICE,
            account.registration().getIdentityKey(),
            clock.instant().plus(Limits.CERTIFICATE_VALIDITY));
    return Response.newBuilder()
        .setSenderCertificate(SenderCertificate.newBuilder().setCertificate(certificate));
  }

  synchronized void acknowledge(SimulatedAccount account, List<ByteString> ids) {
    account.acknowledge(ids);
  }

  synchronized List<Delivery> waiting(SimulatedAccount account) {
    List<Delivery> waiting = account.waiting();
    if (does(Tampering.REORDER)) {
      Collections.reverse(waiting);
    }
    return waiting;
  }

  synchronized long waitingBytes() {
    return accounts.values().stream()
        .flatMap(account -> account.waiting().stream())
        .mapToLong(delivery -> delivery.getContent().size())
        .sum();
  }

  synchronized int ephemerals() {
    return ephemerals;
  }

  synchronized int waiting() {
    return accounts.values().stream().mapToInt(account -> account.waiting().size()).sum();
  }

  synchronized <T> List<T> waiting(Function<Delivery, T> view) {
    return accounts.values().stream()
        .flatMap(account -> account.waiting().stream())
        .map(view)
        .toList();
  }

  synchronized void expireAll() {
    accounts
        .values()
        .forEach(account ->
            account.acknowledge(
                account.waiting().stream().map(Delivery::getEnvelopeId).toList()));
  }

  /// Puts an envelope into every mailbox, as a hostile relay or sender could.
  synchronized void deliverToAll(ByteString content) {
    accounts
        .values()
        .forEach(account -> account.append(EnvelopeId.random(random).bytes(), content));
  }

  static Response.Builder refuse(Code code) {
    return Response.newBuilder().setRefusal(Refusal.newBuilder().setCode(code));
  }
}
