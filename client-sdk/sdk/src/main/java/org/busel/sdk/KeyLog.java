package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.keylog.Growth;
import org.busel.sdk.keylog.LogSignatures;
import org.busel.sdk.keylog.Standing;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredLog;
import org.busel.sdk.local.records.StoredLog.Trouble;
import org.busel.sdk.local.records.StoredLogAccount;
import org.busel.sdk.local.records.StoredLogHead;
import org.busel.sdk.transport.Answer;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.ContactCard;
import org.busel.wire.Limits;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.LookUpKeys;
import org.busel.wire.v1.LookUpOwnKeys;
import org.busel.wire.v1.Request;

/// Looks every key up in the relay's key log before it is taken (PROTOCOL.md section 24), looks after this device's own, and
/// compares what contacts see. What the log is caught at is kept until a person has looked. Safe for many threads.
final class KeyLog {
  private static final int TRIES = 3;

  private final Profile profile;
  private final RelayLines lines;
  private final LogView view;
  private final Optional<LogSignatures> signatures;

  KeyLog(Profile profile, RelayLines lines) {
    this.profile = profile;
    this.lines = lines;
    this.signatures =
        profile.self().log().map(keys -> new LogSignatures(profile.self().relay().id(), keys));
    this.view = new LogView(profile, new LogLine(lines.log()), signatures);
  }

  /// What the log says about keys that the relay gives out.
  sealed interface Checked {
    /// They may be taken.
    record Right() implements Checked {}

    /// It could not be asked.
    record Unreachable(String reason) implements Checked {}

    /// They must not be taken.
    record Wrong(String reason) implements Checked {}
  }

  boolean isKept() {
    return signatures.isPresent();
  }

  boolean hasWitness() {
    return signatures.flatMap(it -> it.keys().witnessKey()).isPresent();
  }

  int hour() {
    return view.hour();
  }

  /// Why no keys are taken now, if that is so.
  Optional<String> refusal(StoredLog state) {
    Optional<KeyLogTrouble> trouble = Transparency.trouble(state.getTrouble());
    if (trouble.isPresent()) {
      return Optional.of(KeyLogWords.of(trouble.get()));
    }
    int since = Math.max(state.getWitnessedHour(), state.getSinceHour());
    boolean silent = since > 0 && hour() - since > Limits.LOG_AGE.toHours();
    return hasWitness() && !state.getWithoutWitness() && silent
        ? Optional.of(KeyLogWords.WITNESS_SILENT)
        : Optional.empty();
  }

  /// Checks bundles of somebody else before they are used.
  Checked check(AccountId account, Capability capability, Bundles bundles) {
    if (!isKept()) {
      return new Checked.Right();
    }
    Request lookUp =
        Request.newBuilder()
            .setLookUpKeys(
                LookUpKeys.newBuilder()
                    .setAccount(account.bytes())
                    .setCapability(capability.bytes()))
            .build();
    Checked checked =
        check(
            account,
            capability,
            new Given(
                ContactCard.fingerprintOf(bundles.getBundles(0).getIdentityKey()),
                Standing.listVersion(bundles.getDeviceList().getList())),
            () -> proof(lines.ask(lookUp)));
    Optional<String> refusal = refusal(state());
    return checked instanceof Checked.Right && refusal.isPresent()
        ? new Checked.Wrong(refusal.get())
        : checked;
  }

  /// What the relay gives out.
  ///
  /// @param listVersion of the device list beside it
  private record Given(ByteString fingerprint, int listVersion) {}

  private interface Asking {
    Optional<KeyProof> ask();
  }

  private Checked check(
      AccountId account, Capability capability, Given given, Asking asking) {
    for (int tried = 1; tried <= TRIES; tried++) {
      Optional<KeyProof> proof = asking.ask();
      if (proof.isEmpty()) {
        return new Checked.Unreachable("the relay does not say what its key log has");
      }
      Optional<LogView.Seen> seen = view.refresh();
      if (seen.isEmpty()) {
        return refusal(state())
            .<Checked>map(Checked.Wrong::new)
            .orElseGet(() -> new Checked.Unreachable("the relay does not show its key log"));
      }
      if (proof.get().getSize() == seen.get().size()) {
        KeyPlaces places = KeyPlaces.of(account, capability.hash());
        Standing standing = Standing.of(seen.get().mapRoot(), places, proof.get());
        return profile.transact(
            "noting what the key log says",
            tx -> judge(tx, account, capability, given, standing));
      }
    }
    return new Checked.Unreachable("the key log grows faster than it can be read");
  }

  private static Optional<KeyProof> proof(Asked asked) {
    return asked instanceof Asked.Answered answered && answered.response().hasKeyProof()
        ? Optional.of(answered.response().getKeyProof())
        : Optional.empty();
  }

  private Checked judge(
      Transaction tx,
      AccountId account,
      Capability capability,
      Given given,
      Standing standing) {
    Optional<StoredLogAccount> known = tx.log().account(account.bytes());
    StoredLogAccount.Builder now =
        known.orElseGet(StoredLogAccount::getDefaultInstance).toBuilder()
            .setAccount(account.bytes())
            .setCapability(capability.bytes())
            .setIdentityFingerprint(given.fingerprint())
            .setCheckedHour(hour());
    if (standing instanceof Standing.Stands stands) {
      boolean same =
          stands.fingerprint().equals(given.fingerprint())
              && stands.listVersion() <= given.listVersion()
              && stands.version() >= now.getVersion()
              && (stands.version() != now.getVersion() || stands.value().equals(now.getValue()));
      if (same) {
        tx.log()
            .save(
                now.setVersion(stands.version())
                    .setValue(stands.value())
                    .clearPendingSinceHour()
                    .build());
        return new Checked.Right();
      }
    } else if (standing instanceof Standing.Missing && now.getVersion() == 0) {
      int since = now.getPendingSinceHour() == 0 ? hour() : now.getPendingSinceHour();
      if (hour() - since <= Limits.LOG_PENDING.toHours()) {
        tx.log().save(now.setPendingSinceHour(since).build());
        return new Checked.Right();
      }
    }
    LogView.caught(tx, Trouble.TROUBLE_LIED, Optional.empty());
    return new Checked.Wrong(KeyLogWords.of(KeyLogTrouble.LIED));
  }

  /// Looks this device's own account up.
  ///
  /// @param inbox asks on the inbox; nothing if there is no connection
  /// @param atMostEveryHours 0: now
  void tendOwn(Function<Request, Optional<Answer>> inbox, int atMostEveryHours) {
    StoredLog before = state();
    if (!isKept() || hour() - before.getOwnCheckedHour() < atMostEveryHours) {
      return;
    }
    Request lookUp =
        Request.newBuilder().setLookUpOwnKeys(LookUpOwnKeys.getDefaultInstance()).build();
    for (int tried = 1; tried <= TRIES; tried++) {
      Optional<KeyProof> proof = inbox.apply(lookUp).flatMap(KeyLog::proof);
      Optional<LogView.Seen> seen = proof.isEmpty() ? Optional.empty() : view.refresh();
      if (seen.isEmpty()) {
        return; // on the next occasion
      }
      if (proof.get().getSize() == seen.get().size()) {
        KeyPlaces places =
            KeyPlaces.of(profile.self().device().account(), profile.self().capability().hash());
        Standing standing = Standing.of(seen.get().mapRoot(), places, proof.get());
        profile.save("noting how the own keys stand", tx -> own(tx, standing));
        return;
      }
    }
  }

  private static Optional<KeyProof> proof(Answer answer) {
    return answer instanceof Answer.Answered answered && answered.response().hasKeyProof()
        ? Optional.of(answered.response().getKeyProof())
        : Optional.empty();
  }

  private void own(Transaction tx, Standing standing) {
    boolean stands =
        standing instanceof Standing.Stands it
            && it.fingerprint().equals(profile.self().fingerprint());
    StoredLog before = tx.log().state();
    boolean mayBeMissing =
        standing instanceof Standing.Missing
            && !before.getOwnStands()
            && hour() - before.getSinceHour() <= Limits.LOG_PENDING.toHours();
    if (!stands && !mayBeMissing) {
      LogView.caught(tx, Trouble.TROUBLE_OWN_KEYS, Optional.empty());
    }
    tx.log().change(it -> it.setOwnCheckedHour(hour()).setOwnStands(stands));
  }

  /// Notes a head that a contact has sent. Inside a transaction.
  void heard(Transaction tx, LogHead head) {
    if (signatures.filter(it -> it.isSigned(head)).isEmpty()) {
      return; // whoever made it up proves nothing with it
    }
    Optional<StoredLogHead> same = tx.log().head(head.getSize());
    if (same.isEmpty()) {
      tx.log().hear(LogHeads.stored(head));
    } else if (!same.get().getLogRoot().equals(head.getLogRoot())) {
      LogView.caught(tx, Trouble.TROUBLE_FORKED, Optional.of(head));
    }
  }

  /// Does what is due.
  ///
  /// @return to be told to the app
  List<Event> run() {
    if (!isKept()) {
      return List.of();
    }
    compareAndRecheck();
    return tell();
  }

  /// Compares what contacts have sent, and looks up again what was not in the log yet.
  void compareAndRecheck() {
    if (!isKept()) {
      return;
    }
    profile
        .transact("reading what contacts see", tx -> tx.log().heard())
        .forEach(this::compare);
    profile.transact("reading what was not in the log", tx -> tx.log().accounts()).stream()
        .filter(it -> it.getPendingSinceHour() != 0 && it.getCheckedHour() < hour())
        .forEach(this::lookUpAgain);
  }

  private void compare(StoredLogHead heard) {
    Optional<LogView.Seen> seen = view.refresh();
    Optional<LogUpdate> update = seen.flatMap(unused -> view.update(heard.getSize()));
    if (update.isEmpty()) {
      return; // on the next occasion
    }
    LogHead head = update.get().getHead();
    if (!signatures.orElseThrow().isSigned(head)) {
      return;
    }
    profile.save(
        "comparing what a contact sees",
        tx -> {
          boolean ours = LogHeads.isSame(tx.log().state().getHead(), head);
          boolean theirs =
              heard.getSize() <= head.getSize()
                  && Growth.isBeginning(
                      LogHeads.wire(heard), head, update.get().getConsistency());
          if (ours && !theirs) {
            LogView.caught(tx, Trouble.TROUBLE_FORKED, Optional.of(LogHeads.wire(heard)));
          }
          if (ours) {
            tx.log().compared(heard);
          }
        });
  }

  private void lookUpAgain(StoredLogAccount pending) {
    AccountId account = AccountId.of(pending.getAccount());
    Capability capability = new Capability(pending.getCapability());
    Request lookUp =
        Request.newBuilder()
            .setLookUpKeys(
                LookUpKeys.newBuilder()
                    .setAccount(account.bytes())
                    .setCapability(capability.bytes()))
            .build();
    Checked unused =
        check(
            account,
            capability,
            new Given(pending.getIdentityFingerprint(), Integer.MAX_VALUE),
            () -> proof(lines.ask(lookUp)));
  }

  private List<Event> tell() {
    return profile.transact(
        "telling of the key log",
        tx -> {
          List<Event> events = new ArrayList<>();
          StoredLog state = tx.log().state();
          Optional<KeyLogTrouble> trouble = Transparency.trouble(state.getTrouble());
          if (trouble.isPresent() && !state.getTold()) {
            events.add(new Event.KeyLogCaught(trouble.get()));
            tx.log().change(it -> it.setTold(true));
          } else if (trouble.isEmpty()
              && refusal(state).isPresent()
              && hour() - state.getUnwitnessedToldHour() >= Duration.ofDays(1).toHours()) {
            events.add(new Event.WitnessSilent());
            tx.log().change(it -> it.setUnwitnessedToldHour(hour()));
          }
          return events;
        });
  }

  private StoredLog state() {
    return view.state();
  }
}
