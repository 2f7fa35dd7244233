package org.busel.sdk;

import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.sdk.session.StartOutcome;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;

/// Fetches key bundles and starts sessions from them. Safe for many threads.
final class KeyFetch {
  private final Profile profile;
  private final RelayLines lines;
  private final KeyLog keyLog;

  KeyFetch(Profile profile, RelayLines lines, KeyLog keyLog) {
    this.profile = profile;
    this.lines = lines;
    this.keyLog = keyLog;
  }

  /// What a relay gave for an account.
  sealed interface Fetched {
    /// One for each device; 1 to 6 of them.
    record Got(List<Bundle> bundles) implements Fetched {}

    record NoSuchMailbox() implements Fetched {}

    record Unreachable(String reason) implements Fetched {}

    record NotTrusted(String reason) implements Fetched {}

    /// A rule said no, for now or for good.
    record Refused(String says) implements Fetched {}
  }

  /// What starting sessions with every device of an account came to.
  enum Started {
    ALL,
    IDENTITY_CHANGED,
    NOT_PROTECTED,
    /// The relay gave out keys that are not right.
    BAD_KEYS
  }

  Fetched fetch(AccountId account, Capability capability) {
    Request request =
        Request.newBuilder()
            .setFetchBundles(
                FetchBundles.newBuilder()
                    .setAccount(account.bytes())
                    .setCapability(capability.bytes()))
            .build();
    Asked asked = lines.ask(request);
    if (asked instanceof Asked.Answered answered) {
      List<Bundle> bundles = answered.response().getBundles().getBundlesList();
      return bundles.isEmpty()
          ? new Fetched.Unreachable("the relay answered something else")
          : looked(account, capability, answered.response().getBundles());
    }
    if (asked instanceof Asked.Refused refused) {
      return refused.refusal().getCode() == Code.CODE_NO_SUCH_MAILBOX
          ? new Fetched.NoSuchMailbox()
          : new Fetched.Refused(refused.refusal().getSays());
    }
    if (asked instanceof Asked.NotTrusted notTrusted) {
      return new Fetched.NotTrusted(notTrusted.reason());
    }
    return asked instanceof Asked.Unreachable unreachable
        ? new Fetched.Unreachable(unreachable.reason())
        : new Fetched.Refused("the relay no longer speaks this version");
  }

  private Fetched looked(AccountId account, Capability capability, Bundles bundles) {
    KeyLog.Checked checked = keyLog.check(account, capability, bundles);
    if (checked instanceof KeyLog.Checked.Wrong wrong) {
      return new Fetched.NotTrusted(wrong.reason());
    }
    return checked instanceof KeyLog.Checked.Unreachable unreachable
        ? new Fetched.Unreachable(unreachable.reason())
        : new Fetched.Got(bundles.getBundlesList());
  }

  /// Starts a session with every device in `bundles`, whose account must be trusted already.
  Started start(Transaction tx, AccountId account, List<Bundle> bundles) {
    for (Bundle bundle : bundles) {
      DeviceId device = new DeviceId(account, bundle.getDevice());
      StartOutcome outcome = profile.sessions().start(tx.sessions(), device, bundle);
      Optional<Started> failure = failure(outcome);
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return Started.ALL;
  }

  /// Starts sessions with the devices that a contact has now. What was sealed to the old ones is sealed again.
  Started startAnew(Transaction tx, StoredSubmit submit, List<Bundle> bundles) {
    Optional<StoredContact> contact = tx.contacts().byId(submit.getContact());
    if (contact.isEmpty()) {
      return Started.BAD_KEYS;
    }
    Started started = start(tx, Contacts.accountOf(contact.get()), bundles);
    if (started == Started.ALL) {
      List<Integer> devices = bundles.stream().map(Bundle::getDevice).toList();
      tx.contacts().save(contact.get().toBuilder().clearDevices().addAllDevices(devices).build());
      if (Outgoing.isStillFirst(tx, submit)) {
        tx.mail().save(submit.toBuilder().clearEnvelopes().build());
      }
    }
    return started;
  }

  private static Optional<Started> failure(StartOutcome outcome) {
    if (outcome instanceof StartOutcome.Started) {
      return Optional.empty();
    }
    if (outcome instanceof StartOutcome.IdentityChanged) {
      return Optional.of(Started.IDENTITY_CHANGED);
    }
    if (outcome instanceof StartOutcome.BadBundle bad) {
      return Optional.of(
          bad.fault() == StartOutcome.Fault.NOT_PROTECTED
              ? Started.NOT_PROTECTED
              : Started.BAD_KEYS);
    }
    throw new IllegalStateException("a contact's account is not trusted");
  }

  /// Fetches anew for a contact whose devices have changed, or with whom there is no session.
  Fetched fetch(StoredContact contact) {
    return fetch(Contacts.accountOf(contact), new Capability(contact.getCapability()));
  }
}
