package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.keys.Passphrase;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.JoinLink;
import org.busel.wire.LogKeys;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.UploadKeys;

/// Registers a new profile on a relay.
///
/// Everything that is sent is on disk first, so that a join that was cut off is repeated with the same account and keys,
/// which the relay answers as it did before. What is refused leaves no profile behind.
final class Joining {
  private static final int MOST_ACCOUNTS_TRIED = 3;

  private final ProfileFolder folder;
  private final JoinLink link;
  private final Options options;

  Joining(ProfileFolder folder, JoinLink link, Options options) {
    this.folder = folder;
    this.link = link;
    this.options = options;
  }

  JoinOutcome join(Passphrase passphrase) {
    Unlocking.Outcome before = Unlocking.unlock(folder, passphrase);
    if (before instanceof Unlocking.Outcome.WrongPassphrase) {
      return new JoinOutcome.WrongPassphrase();
    }
    if (before instanceof Unlocking.Outcome.Damaged || before instanceof Unlocking.Outcome.TooNew) {
      return new JoinOutcome.ProfileExists();
    }
    if (before instanceof Unlocking.Outcome.NoVault) {
      folder.clear();
      Unlocking.make(folder, passphrase, options);
      before = Unlocking.unlock(folder, passphrase);
    }
    if (!(before instanceof Unlocking.Outcome.Done done)) {
      throw new BuselException("making a profile");
    }
    if (isForAnotherLink(done.unlocked())) {
      // Nothing ever came of it, and its keys must not appear at another relay.
      done.unlocked().close();
      folder.clear();
      return join(passphrase);
    }
    Unlocking unlocked = done.unlocked();
    JoinOutcome outcome = new JoinOutcome.ProfileExists();
    try {
      outcome = joined(unlocked, register(unlocked));
      return outcome;
    } finally {
      if (!(outcome instanceof JoinOutcome.Joined)) {
        unlocked.close();
        if (!(outcome instanceof JoinOutcome.ProfileExists
            || outcome instanceof JoinOutcome.RelayUnreachable)) {
          folder.clear();
        }
      }
    }
  }

  private boolean isForAnotherLink(Unlocking unlocked) {
    return unlocked
        .store()
        .transact(Transaction::profile)
        .filter(half -> half.getDevice() == 0)
        .filter(half -> !half.getJoinToken().equals(link.token().bytes()))
        .isPresent();
  }

  private JoinOutcome joined(Unlocking unlocked, Registering registering) {
    if (registering instanceof Registering.Over over) {
      return over.outcome();
    }
    StoredProfile registered = ((Registering.Done) registering).registered();
    Device joined = Device.of(unlocked.profile(registered, options), folder);
    joined.keepUp();
    return new JoinOutcome.Joined(joined);
  }

  /// How registering ended.
  sealed interface Registering {
    record Done(StoredProfile registered) implements Registering {}

    record Over(JoinOutcome outcome) implements Registering {}
  }

  /// Registers what was unlocked; closes nothing.
  Registering register(Unlocking unlocked) {
    Optional<StoredProfile> known = unlocked.store().transact(Transaction::profile);
    if (known.isPresent() && known.get().getDevice() != 0) {
      return new Registering.Over(new JoinOutcome.ProfileExists());
    }
    StoredProfile stored = known.orElseGet(this::fresh);
    for (int tried = 1; tried <= MOST_ACCOUNTS_TRIED; tried++) {
      StoredProfile attempt = stored;
      Profile profile = unlocked.profile(attempt, options);
      profile.save("saving the profile", tx -> tx.profile(attempt));
      Optional<Registering> outcome = register(profile, attempt, unlocked);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      stored = attempt.toBuilder().setAccount(freshAccount()).build();
    }
    throw new BuselException("registering: the relay says that every account is taken");
  }

  /// Asks the relay.
  ///
  /// @return nothing if the account id is taken and another must be chosen
  private Optional<Registering> register(
      Profile profile, StoredProfile stored, Unlocking unlocked) {
    UploadKeys keys =
        profile
            .transact(
                "making prekeys",
                tx ->
                    profile.sessions().keysToUpload(tx.sessions(), KeyCounts.getDefaultInstance()))
            .orElseThrow(() -> new BuselException("making prekeys"));
    Register register =
        Register.newBuilder()
            .setInvitation(link.token().bytes())
            .setAccount(stored.getAccount())
            .setCapabilityHash(profile.self().capability().hash())
            .setLoginKey(ByteString.copyFrom(profile.login().publicKey()))
            .setIdentityKey(unlocked.identity().publicKey())
            .setRegistrationId(unlocked.identity().registrationId())
            .setKeys(keys)
            .build();
    Asked asked;
    // A client of its own, closed afterwards: registering says which account this is, sending must
    // not.
    try (RelayLines lines = new RelayLines(profile.self().relay(), options)) {
      asked = lines.ask(Request.newBuilder().setRegister(register).build());
    }
    if (asked instanceof Asked.Answered answered && answered.response().hasRegistered()) {
      int device = answered.response().getRegistered().getDevice();
      StoredProfile registered = stored.toBuilder().setDevice(device).build();
      profile.save(
          "saving the profile",
          tx -> {
            profile.sessions().keysUploaded(tx.sessions(), keys);
            tx.profile(registered);
          });
      return Optional.of(new Registering.Done(registered));
    }
    Optional<JoinOutcome> outcome =
        asked instanceof Asked.Refused refused
            ? refused(refused.refusal())
            : Optional.of(notAsked(asked));
    return outcome.map(Registering.Over::new);
  }

  private static JoinOutcome notAsked(Asked asked) {
    if (asked instanceof Asked.NotTrusted notTrusted) {
      return new JoinOutcome.RelayNotTrusted(notTrusted.reason());
    }
    if (asked instanceof Asked.Unreachable unreachable) {
      return new JoinOutcome.RelayUnreachable(unreachable.reason());
    }
    return asked instanceof Asked.VersionTooOld
        ? new JoinOutcome.VersionTooOld()
        : new JoinOutcome.RelayUnreachable("the relay answered something else");
  }

  private static Optional<JoinOutcome> refused(Refusal refusal) {
    return switch (refusal.getCode()) {
      case CODE_INVITATION_UNKNOWN -> Optional.of(new JoinOutcome.InvitationUnknown());
      case CODE_INVITATION_USED -> Optional.of(new JoinOutcome.InvitationUsed());
      case CODE_INVITATION_EXPIRED -> Optional.of(new JoinOutcome.InvitationExpired());
      case CODE_ACCOUNT_TAKEN -> Optional.empty();
      default -> throw new BuselException("registering: the relay refuses this device's keys");
    };
  }

  private StoredProfile fresh() {
    return StoredProfile.newBuilder()
        .setRelayUrl(link.relay().url())
        .setTlsPin(link.relay().tlsPin())
        .setTrustRoot(link.relay().trustRoot())
        .setAccount(freshAccount())
        .setCapability(Capability.random(options.random()).bytes())
        .setJoinToken(link.token().bytes())
        .setCurriculumRoot(link.curriculumRoot().orElse(ByteString.EMPTY))
        .setLogKey(link.log().map(LogKeys::logKey).orElse(ByteString.EMPTY))
        .setWitnessKey(link.log().flatMap(LogKeys::witnessKey).orElse(ByteString.EMPTY))
        .build();
  }

  private ByteString freshAccount() {
    return AccountId.random(options.random()).bytes();
  }
}
