package org.busel.sdk;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEnvelope;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;
import org.busel.wire.v1.Withdraw;

/// Submits what is saved to be sent, one after the other for each contact, until the relay accepts or refuses for good.
///
/// What is submitted again after a doubt has the same id, so that the relay stores it once. Safe for many threads; those
/// that send to one contact take turns.
final class Outgoing {
  // Each round answers one change of the recipient's devices; a relay that names others for ever is
  // not followed.
  private static final int MOST_ROUNDS = 4;

  private final Profile profile;
  private final RelayLines lines;
  private final Supplier<Optional<ByteString>> certificates;
  private final KeyFetch keys;
  private final Sealer sealer;
  private final Renaming renaming;
  private final Fate fate;
  private final Map<Long, ReentrantLock> turns = new ConcurrentHashMap<>();

  /// @param certificates the sender certificate, renewed if need be; nothing if it cannot be had now
  Outgoing(
      Profile profile,
      RelayLines lines,
      KeyFetch keys,
      Supplier<Optional<ByteString>> certificates,
      Fate fate) {
    this.fate = fate;
    this.profile = profile;
    this.lines = lines;
    this.certificates = certificates;
    this.keys = keys;
    this.sealer = new Sealer(profile.sessions());
    this.renaming = new Renaming(profile.options().random());
  }

  /// How far sending got.
  sealed interface End {
    /// Nothing waits for the contact any more.
    record Empty() implements End {}

    /// The rest waits for a better moment.
    record Waits(String reason) implements End {}

    /// The rest waits for the right relay.
    record NotTrusted(String reason) implements End {}
  }

  /// Told of each message whose state changed for good.
  interface Sent {
    void changed(StoredMessage message);
  }

  /// Whose turn it is to send to a contact.
  ReentrantLock turn(long contact) {
    return turns.computeIfAbsent(contact, unused -> new ReentrantLock());
  }

  /// Sends what waits for one contact, oldest first.
  End flush(long contact, Sent sent) {
    ReentrantLock turn = turn(contact);
    turn.lock();
    try {
      int rounds = 0;
      Optional<StoredSubmit> next = next(contact);
      while (next.isPresent()) {
        long number = next.get().getNumber();
        Optional<End> end = round(next.get(), sent);
        if (end.isPresent()) {
          return end.get();
        }
        next = next(contact);
        rounds = next.isPresent() && next.get().getNumber() == number ? rounds + 1 : 0;
        if (rounds >= MOST_ROUNDS) {
          return new End.Waits("the relay keeps naming other devices");
        }
      }
      return new End.Empty();
    } finally {
      turn.unlock();
    }
  }

  private Optional<StoredSubmit> next(long contact) {
    return profile.transact("reading what waits", tx -> tx.mail().first(contact));
  }

  /// One attempt.
  ///
  /// @return nothing if the next one should follow at once
  private Optional<End> round(StoredSubmit submit, Sent sent) {
    if (submit.getWithdraw()) {
      return withdraw(submit);
    }
    return submit.getEnvelopesCount() == 0 ? seal(submit, sent) : submit(submit, sent);
  }

  // An older relay does not know the call; what follows tells the recipient all the same.
  private Optional<End> withdraw(StoredSubmit submit) {
    Optional<StoredContact> contact =
        profile.transact("reading a contact", tx -> tx.contacts().byId(submit.getContact()));
    if (contact.isPresent()) {
      Asked asked =
          lines.ask(
              Request.newBuilder()
                  .setWithdraw(
                      Withdraw.newBuilder()
                          .setAccount(contact.get().getAccount())
                          .setToken(submit.getToken()))
                  .build());
      if (asked instanceof Asked.NotTrusted notTrusted) {
        return Optional.of(new End.NotTrusted(notTrusted.reason()));
      }
      if (!(asked instanceof Asked.Answered || asked instanceof Asked.Refused)) {
        return Optional.of(waits(asked));
      }
    }
    profile.save("noting what was taken back", tx -> tx.mail().remove(submit));
    return Optional.empty();
  }

  private static End waits(Asked asked) {
    return new End.Waits(
        asked instanceof Asked.Unreachable unreachable
            ? unreachable.reason()
            : "the relay no longer speaks this version");
  }

  private Optional<End> seal(StoredSubmit submit, Sent sent) {
    Optional<ByteString> certificate = certificates.get();
    if (certificate.isEmpty()) {
      return Optional.of(new End.Waits("the relay could not be asked for a sender certificate"));
    }
    Sealer.Result result =
        profile.transact(
            "sealing a message",
            tx -> {
              Optional<StoredContact> contact = tx.contacts().byId(submit.getContact());
              if (contact.isEmpty() || !isStillFirst(tx, submit)) {
                return new Sealer.Result.Refused(StoredMessage.Refusal.REFUSAL_BY_RULE);
              }
              Sealer.Result made =
                  sealer.seal(tx, contact.get(), content(submit), certificate.get());
              if (made instanceof Sealer.Result.Sealed sealed) {
                tx.mail().save(submit.toBuilder().addAllEnvelopes(sealed.envelopes()).build());
              }
              return made;
            });
    if (result instanceof Sealer.Result.NeedsKeys) {
      return fetchKeys(submit, sent);
    }
    if (result instanceof Sealer.Result.NeedsCertificate) {
      return Optional.of(new End.Waits("the relay's sender certificate is not for this device"));
    }
    if (result instanceof Sealer.Result.Refused refused) {
      refuse(submit, refused.why(), sent);
    }
    return Optional.empty();
  }

  private Optional<End> submit(StoredSubmit submit, Sent sent) {
    Optional<StoredContact> contact =
        profile.transact("reading a contact", tx -> tx.contacts().byId(submit.getContact()));
    if (contact.isEmpty()) {
      refuse(submit, StoredMessage.Refusal.REFUSAL_BY_RULE, sent);
      return Optional.empty();
    }
    Asked asked = lines.ask(request(submit, contact.get()));
    if (asked instanceof Asked.Answered answered) {
      if (!answered.response().hasAccepted()) {
        return Optional.of(new End.Waits("the relay answered something else"));
      }
      int kept = answered.response().getAccepted().getKeptForSeconds();
      finish(submit, sent, tx -> fate.accepted(tx, submit, Duration.ofSeconds(kept)));
      return Optional.empty();
    }
    if (asked instanceof Asked.Refused refused) {
      return refused(submit, refused.refusal(), sent);
    }
    if (asked instanceof Asked.NotTrusted notTrusted) {
      return Optional.of(new End.NotTrusted(notTrusted.reason()));
    }
    return Optional.of(waits(asked));
  }

  private Optional<End> refused(StoredSubmit submit, Refusal refusal, Sent sent) {
    if (refusal.getCode() == Code.CODE_DEVICE_MISMATCH) {
      return fetchKeys(underANewId(submit), sent);
    }
    StoredMessage.Refusal why =
        switch (refusal.getCode()) {
          case CODE_MAILBOX_FULL -> StoredMessage.Refusal.REFUSAL_MAILBOX_FULL;
          case CODE_NO_SUCH_MAILBOX -> StoredMessage.Refusal.REFUSAL_NO_SUCH_MAILBOX;
          default -> StoredMessage.Refusal.REFUSAL_BY_RULE;
        };
    refuse(submit, why, sent);
    return Optional.empty();
  }

  // Some devices of a hostile relay may have the old one: two messages under one id must not differ.
  private StoredSubmit underANewId(StoredSubmit submit) {
    return profile.transact(
        "naming an envelope anew",
        tx -> isStillFirst(tx, submit) ? renaming.renamed(tx, submit) : submit);
  }

  /// Takes the recipient's devices as the relay names them now; the identity must be the one that is trusted.
  private Optional<End> fetchKeys(StoredSubmit submit, Sent sent) {
    Optional<StoredContact> contact =
        profile.transact("reading a contact", tx -> tx.contacts().byId(submit.getContact()));
    if (contact.isEmpty()) {
      refuse(submit, StoredMessage.Refusal.REFUSAL_BY_RULE, sent);
      return Optional.empty();
    }
    KeyFetch.Fetched fetched = keys.fetch(contact.get());
    if (fetched instanceof KeyFetch.Fetched.Got got) {
      KeyFetch.Started started =
          profile.transact("starting sessions", tx -> keys.startAnew(tx, submit, got.bundles()));
      return started(submit, started, sent);
    }
    if (fetched instanceof KeyFetch.Fetched.NoSuchMailbox) {
      refuse(submit, StoredMessage.Refusal.REFUSAL_NO_SUCH_MAILBOX, sent);
      return Optional.empty();
    }
    if (fetched instanceof KeyFetch.Fetched.NotTrusted notTrusted) {
      return Optional.of(new End.NotTrusted(notTrusted.reason()));
    }
    return Optional.of(
        new End.Waits(
            fetched instanceof KeyFetch.Fetched.Unreachable unreachable
                ? unreachable.reason()
                : "the relay refuses to give out keys for now"));
  }

  private Optional<End> started(StoredSubmit submit, KeyFetch.Started started, Sent sent) {
    return switch (started) {
      case ALL -> Optional.empty();
      case IDENTITY_CHANGED -> {
        refuse(submit, StoredMessage.Refusal.REFUSAL_IDENTITY_CHANGED, sent);
        yield Optional.empty();
      }
      case NOT_PROTECTED -> {
        refuse(submit, StoredMessage.Refusal.REFUSAL_NOT_PROTECTED, sent);
        yield Optional.empty();
      }
      case BAD_KEYS ->
          Optional.of(new End.NotTrusted("the relay gave out keys that are not right"));
    };
  }

  /// Sends what is never stored, if nothing waits before it and there is a session; otherwise nothing happens.
  void pass(long contact, Content content) {
    ReentrantLock turn = turn(contact);
    if (!turn.tryLock()) {
      return; // something is being sent
    }
    try {
      Optional<ByteString> certificate = certificates.get();
      Optional<Request> request =
          certificate.flatMap(
              voucher ->
                  profile.transact(
                      "sealing something ephemeral", tx -> ephemeral(tx, contact, content, voucher)));
      if (request.isPresent()) {
        Asked unused = lines.askNow(request.get());
      }
    } finally {
      turn.unlock();
    }
  }

  private Optional<Request> ephemeral(
      Transaction tx, long id, Content content, ByteString certificate) {
    Optional<StoredContact> contact = tx.contacts().byId(id);
    if (contact.isEmpty() || tx.mail().first(id).isPresent()) {
      return Optional.empty();
    }
    if (!(sealer.seal(tx, contact.get(), content, certificate)
        instanceof Sealer.Result.Sealed sealed)) {
      tx.abandon();
      return Optional.empty();
    }
    StoredSubmit submit =
        StoredSubmit.newBuilder()
            .setSubmitId(WithdrawalToken.random(profile.options().random()).envelopeId().bytes())
            .addAllEnvelopes(sealed.envelopes())
            .build();
    Request.Builder request = request(submit, contact.get()).toBuilder();
    request.getSubmitBuilder().setUrgency(Urgency.URGENCY_EPHEMERAL);
    return Optional.of(request.build());
  }

  private void refuse(StoredSubmit submit, StoredMessage.Refusal why, Sent sent) {
    finish(submit, sent, tx -> Fate.refused(tx, submit, why));
  }

  private void finish(
      StoredSubmit submit, Sent sent, Function<Transaction, Optional<StoredMessage>> end) {
    Optional<StoredMessage> changed =
        profile.transact(
            "noting what became of a message",
            tx -> {
              if (!isStillFirst(tx, submit)) {
                return Optional.empty();
              }
              tx.mail().remove(submit);
              return end.apply(tx);
            });
    changed.ifPresent(sent::changed);
  }

  /// What is for a member of a desk may be taken back while it waits, when they have gone.
  static boolean isStillFirst(Transaction tx, StoredSubmit submit) {
    return tx.mail()
        .first(submit.getContact())
        .filter(first -> first.getNumber() == submit.getNumber())
        .isPresent();
  }

  private static Request request(StoredSubmit submit, StoredContact contact) {
    Submit.Builder builder =
        Submit.newBuilder()
            .setId(submit.getSubmitId())
            .setAccount(contact.getAccount())
            .setCapability(contact.getCapability());
    for (StoredEnvelope envelope : submit.getEnvelopesList()) {
      builder.addEnvelopes(
          SealedEnvelope.newBuilder()
              .setDevice(envelope.getDevice())
              .setRegistrationId(envelope.getRegistrationId())
              .setContent(envelope.getContent()));
    }
    return Request.newBuilder().setSubmit(builder).build();
  }

  static Content content(StoredSubmit submit) {
    try {
      return Content.parseFrom(submit.getContent());
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading what waits", e);
    }
  }
}
