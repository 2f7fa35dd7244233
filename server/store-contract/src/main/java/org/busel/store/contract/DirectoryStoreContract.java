package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;

import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome;
import org.busel.directory.RegisterOutcome.AccountTaken;
import org.busel.directory.RegisterOutcome.InvitationExpired;
import org.busel.directory.RegisterOutcome.InvitationUnknown;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.junit.jupiter.api.Test;

/// What every [DirectoryStore] owes about invitations and accounts; [PrekeyContract] says the rest.
public abstract class DirectoryStoreContract {
  /// A store that knows nobody.
  protected abstract DirectoryStore emptyStore();

  @Test
  void anInvitationLetsOneAccountInWithItsDeviceAndKeys() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);

    assertThat(store.register(hash(1), account(7), keys(3), NOW)).isEqualTo(new Registered());

    assertThat(store.account(accountId(7))).contains(account(7));
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(3, 3));
  }

  @Test
  void aRepeatOfTheSameRegistrationAnswersTheSame() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    assertThat(store.register(hash(1), account(7), keys(3), NOW)).isEqualTo(new Registered());
    assertThat(store.takeBundles(accountId(7))).hasSize(1);

    assertThat(store.register(hash(1), account(7), keys(3), NOW)).isEqualTo(new Registered());
    assertThat(store.register(hash(1), account(7), keys(3), LATER)).isEqualTo(new Registered());

    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(2, 2));
  }

  @Test
  void anInvitationThatWasNeverMadeIsUnknown() {
    DirectoryStore store = emptyStore();

    assertThat(store.register(hash(1), account(7), keys(0), NOW))
        .isEqualTo(new InvitationUnknown());
    assertThat(store.account(accountId(7))).isEmpty();
  }

  @Test
  void aUsedInvitationLetsNobodyElseIn() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    assertRegistered(store.register(hash(1), account(7), keys(0), NOW));

    assertThat(store.register(hash(1), account(8), keys(0), NOW)).isEqualTo(new InvitationUsed());
    assertThat(store.account(accountId(8))).isEmpty();
  }

  @Test
  void aUsedInvitationDoesNotAnswerForAnAccountThatDiffersInAnyKey() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    assertRegistered(store.register(hash(1), account(7), keys(0), NOW));
    Device other = account(8).devices().getFirst();
    Device device = account(7).devices().getFirst();

    Device otherLogin =
        new Device(device.id(), other.loginKey(), device.identityKey(), device.registrationId());
    Device otherIdentity =
        new Device(device.id(), device.loginKey(), other.identityKey(), device.registrationId());
    Device otherRegistration =
        new Device(device.id(), device.loginKey(), device.identityKey(), 16_000);

    for (Device changed : List.of(otherLogin, otherIdentity, otherRegistration)) {
      Account account = new Account(accountId(7), account(7).capability(), List.of(changed));
      assertThat(store.register(hash(1), account, keys(0), NOW)).isEqualTo(new InvitationUsed());
    }
    Account otherCapability = new Account(accountId(7), hash(99), account(7).devices());
    assertThat(store.register(hash(1), otherCapability, keys(0), NOW))
        .isEqualTo(new InvitationUsed());
    assertThat(store.account(accountId(7))).contains(account(7));
  }

  @Test
  void anInvitationIsGoodUntilItsTimeAndNotLonger() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), NOW);
    store.invite(hash(2), NOW.plusSeconds(1));

    assertThat(store.register(hash(1), account(7), keys(0), NOW))
        .isEqualTo(new InvitationExpired());
    assertRegistered(store.register(hash(2), account(7), keys(0), NOW));
  }

  @Test
  void aTakenAccountIdLeavesTheInvitationGood() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    store.invite(hash(2), LATER);
    assertRegistered(store.register(hash(1), account(7), keys(1), NOW));
    Account impostor = new Account(accountId(7), hash(99), account(7).devices());

    assertThat(store.register(hash(2), impostor, keys(2), NOW)).isEqualTo(new AccountTaken());

    assertThat(store.account(accountId(7))).contains(account(7));
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(1, 1));
    assertRegistered(store.register(hash(2), account(8), keys(2), NOW));
  }

  @Test
  void aRevokedInvitationIsUnknownAndAUsedOneCannotBeRevoked() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    store.invite(hash(2), LATER);
    assertRegistered(store.register(hash(2), account(7), keys(0), NOW));

    assertThat(store.revoke(hash(1))).isTrue();
    assertThat(store.revoke(hash(1))).isFalse();
    assertThat(store.revoke(hash(2))).isFalse();
    assertThat(store.revoke(hash(3))).isFalse();

    assertThat(store.register(hash(1), account(8), keys(0), NOW))
        .isEqualTo(new InvitationUnknown());
    assertThat(store.register(hash(2), account(8), keys(0), NOW)).isEqualTo(new InvitationUsed());
  }

  @Test
  void invitingAgainChangesNothing() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), NOW);
    store.invite(hash(1), LATER);
    store.invite(hash(2), LATER);
    assertRegistered(store.register(hash(2), account(7), keys(0), NOW));
    store.invite(hash(2), LATER);

    assertThat(store.register(hash(1), account(8), keys(0), NOW))
        .isEqualTo(new InvitationExpired());
    assertThat(store.register(hash(2), account(8), keys(0), NOW)).isEqualTo(new InvitationUsed());
  }

  @Test
  void ofManyWhoUseOneInvitationAtOnceOneGetsIn() throws Exception {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);

    List<RegisterOutcome> outcomes =
        AtOnce.run(16, thread -> store.register(hash(1), account(100 + thread), keys(1), NOW));

    assertThat(outcomes).filteredOn(Registered.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(InvitationUsed.class::isInstance).hasSize(15);
    int winner = outcomes.indexOf(new Registered());
    for (int thread = 0; thread < 16; thread++) {
      assertThat(store.account(accountId(100 + thread)).isPresent()).isEqualTo(thread == winner);
    }
  }

  @Test
  void aNewAccountBringsOneDeviceAndWholeKeys() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    Account twoDevices =
        new Account(
            accountId(7),
            hash(3),
            List.of(account(7).devices().getFirst(), account(8).devices().getFirst()));
    Prekeys.Upload whole = keys(1);
    Prekeys.Upload withoutSigned =
        new Prekeys.Upload(
            Optional.empty(), whole.lastResortKem(), whole.oneTimeEc(), whole.oneTimeKem());
    Prekeys.Upload withoutLastResort =
        new Prekeys.Upload(
            whole.signedPrekey(), Optional.empty(), whole.oneTimeEc(), whole.oneTimeKem());
    Prekeys.Upload oneIdTwice =
        new Prekeys.Upload(
            whole.signedPrekey(),
            whole.lastResortKem(),
            List.of(whole.oneTimeEc().getFirst(), whole.oneTimeEc().getFirst()),
            List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.register(hash(1), twoDevices, whole, NOW));
    for (Prekeys.Upload bad : List.of(withoutSigned, withoutLastResort, oneIdTwice, keys(101))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.register(hash(1), account(7), bad, NOW));
    }
    assertRegistered(store.register(hash(1), account(7), whole, NOW));
  }

  private static void assertRegistered(RegisterOutcome outcome) {
    assertThat(outcome).isEqualTo(new Registered());
  }
}
