package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;
import static org.busel.store.contract.Examples.laterDevice;
import static org.busel.store.contract.Examples.listing;

import java.util.List;
import org.busel.directory.Device;
import org.busel.directory.DeviceListing;
import org.busel.directory.DirectoryStore;
import org.busel.directory.ListOutcome.Listed;
import org.busel.directory.ListOutcome.Refused;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome.Registered;
import org.junit.jupiter.api.Test;

/// What every [DirectoryStore] owes about the devices of one account.
public abstract class DeviceListContract {
  private static final Device FIRST = account(7).devices().getFirst();
  private static final Device SECOND = laterDevice(7, 2);
  private static final Device THIRD = laterDevice(7, 3);

  /// A store that knows nobody.
  protected abstract DirectoryStore emptyStore();

  private DirectoryStore storeWithAccount() {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    assertThat(store.register(hash(1), account(7), keys(3), NOW)).isEqualTo(new Registered());
    return store;
  }

  @Test
  void aNewAccountHasNoList() {
    assertThat(storeWithAccount().deviceList(accountId(7))).isEmpty();
  }

  @Test
  void aDeviceThatTheListNamesIsAddedWithItsKeys() {
    DirectoryStore store = storeWithAccount();
    DeviceListing list = listing(7, 1, FIRST, SECOND);

    assertThat(store.link(list, SECOND, keys(2))).isEqualTo(new Listed(List.of()));

    assertThat(store.account(accountId(7)).orElseThrow().devices())
        .containsExactly(FIRST, SECOND);
    assertThat(store.deviceList(accountId(7))).contains(list);
    assertThat(store.countKeys(SECOND.id())).isEqualTo(new Prekeys.Counts(2, 2));
    assertThat(store.takeBundles(accountId(7)))
        .extracting(Prekeys.Bundle::device)
        .containsExactly(FIRST, SECOND);
  }

  @Test
  void aLinkThatIsRepeatedAnswersTheSameAndAddsNoKeys() {
    DirectoryStore store = storeWithAccount();
    DeviceListing list = listing(7, 1, FIRST, SECOND);
    assertThat(store.link(list, SECOND, keys(2))).isEqualTo(new Listed(List.of()));
    assertThat(store.takeBundles(accountId(7))).hasSize(2);

    assertThat(store.link(list, SECOND, keys(2))).isEqualTo(new Listed(List.of()));

    assertThat(store.countKeys(SECOND.id())).isEqualTo(new Prekeys.Counts(1, 1));
  }

  @Test
  void aListThatIsNotNewerChangesNothing() {
    DirectoryStore store = storeWithAccount();
    DeviceListing list = listing(7, 5, FIRST, SECOND);
    assertThat(store.link(list, SECOND, keys(0))).isEqualTo(new Listed(List.of()));

    assertThat(store.publish(listing(7, 5, FIRST))).isEqualTo(new Refused());
    assertThat(store.publish(listing(7, 4, FIRST))).isEqualTo(new Refused());
    assertThat(store.link(listing(7, 5, FIRST, SECOND, THIRD), THIRD, keys(0)))
        .isEqualTo(new Refused());

    assertThat(store.deviceList(accountId(7))).contains(list);
    assertThat(store.account(accountId(7)).orElseThrow().devices())
        .containsExactly(FIRST, SECOND);
  }

  @Test
  void aListThatLeavesADeviceOutOrNamesOneTooManyLinksNothing() {
    DirectoryStore store = storeWithAccount();

    assertThat(store.link(listing(7, 1, SECOND), SECOND, keys(0))).isEqualTo(new Refused());
    assertThat(store.link(listing(7, 1, FIRST, SECOND, THIRD), SECOND, keys(0)))
        .isEqualTo(new Refused());
    assertThat(store.link(listing(7, 1, FIRST), SECOND, keys(0))).isEqualTo(new Refused());

    assertThat(store.account(accountId(7))).contains(account(7));
    assertThat(store.deviceList(accountId(7))).isEmpty();
  }

  @Test
  void aDeviceIsLinkedOnlyWithTheLoginKeyAndRegistrationIdOfTheList() {
    DirectoryStore store = storeWithAccount();
    Device otherKey =
        new Device(SECOND.id(), THIRD.loginKey(), SECOND.identityKey(), SECOND.registrationId());
    Device otherId =
        new Device(SECOND.id(), SECOND.loginKey(), SECOND.identityKey(), THIRD.registrationId());

    assertThat(store.link(listing(7, 1, FIRST, SECOND), otherKey, keys(0)))
        .isEqualTo(new Refused());
    assertThat(store.link(listing(7, 1, FIRST, SECOND), otherId, keys(0)))
        .isEqualTo(new Refused());
  }

  @Test
  void aListWithoutADeviceRemovesItAndItsKeys() {
    DirectoryStore store = storeWithAccount();
    assertThat(store.link(listing(7, 1, FIRST, SECOND), SECOND, keys(2)))
        .isEqualTo(new Listed(List.of()));

    assertThat(store.publish(listing(7, 2, FIRST)))
        .isEqualTo(new Listed(List.of(SECOND.id())));

    assertThat(store.account(accountId(7)).orElseThrow().devices()).containsExactly(FIRST);
    assertThat(store.countKeys(SECOND.id())).isEqualTo(new Prekeys.Counts(0, 0));
    assertThat(store.takeBundles(accountId(7))).hasSize(1);
    assertThat(store.publish(listing(7, 2, FIRST))).isEqualTo(new Listed(List.of()));
  }

  @Test
  void aDeviceMayComeBackUnderAnotherNumber() {
    DirectoryStore store = storeWithAccount();
    assertThat(store.link(listing(7, 1, FIRST, SECOND), SECOND, keys(2)))
        .isEqualTo(new Listed(List.of()));
    assertThat(store.publish(listing(7, 2, FIRST)))
        .isEqualTo(new Listed(List.of(SECOND.id())));

    assertThat(store.link(listing(7, 3, FIRST, THIRD), THIRD, keys(1)))
        .isEqualTo(new Listed(List.of()));
  }

  @Test
  void noListAddsADeviceByItself() {
    DirectoryStore store = storeWithAccount();

    assertThat(store.publish(listing(7, 1, FIRST, SECOND))).isEqualTo(new Refused());

    assertThat(store.account(accountId(7))).contains(account(7));
  }

  @Test
  void anAccountThatIsNotThereGetsNoList() {
    DirectoryStore store = emptyStore();

    assertThat(store.publish(listing(7, 1, FIRST))).isEqualTo(new Refused());
    assertThat(store.link(listing(7, 1, FIRST, SECOND), SECOND, keys(0)))
        .isEqualTo(new Refused());
    assertThat(store.deviceList(accountId(7))).isEmpty();
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(0, 0));
  }
}
