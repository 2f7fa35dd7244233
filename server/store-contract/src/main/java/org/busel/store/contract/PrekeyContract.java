package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;
import static org.busel.store.contract.Examples.oneTimeKeys;
import static org.busel.store.contract.Examples.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.busel.directory.AddKeysOutcome;
import org.busel.directory.AddKeysOutcome.Added;
import org.busel.directory.AddKeysOutcome.NoSuchDevice;
import org.busel.directory.AddKeysOutcome.TooMany;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome.Registered;
import org.junit.jupiter.api.Test;

/// What every [DirectoryStore] owes about prekeys.
public abstract class PrekeyContract {
  /// A store that knows nobody.
  protected abstract DirectoryStore emptyStore();

  /// A store that knows account 7, whose device left this many one-time keys of each kind.
  private DirectoryStore storeWith(int oneTime) {
    DirectoryStore store = emptyStore();
    store.invite(hash(1), LATER);
    assertThat(store.register(hash(1), account(7), keys(oneTime), NOW)).isEqualTo(new Registered());
    return store;
  }

  @Test
  void aBundleHoldsWhatTheDeviceBrought() {
    DirectoryStore store = storeWith(1);

    List<Prekeys.Bundle> bundles = store.takeBundles(accountId(7));

    assertThat(bundles)
        .containsExactly(
            new Prekeys.Bundle(
                account(7).devices().getFirst(),
                signed(1_000_001, 33),
                Optional.of(keys(1).oneTimeEc().getFirst()),
                keys(1).oneTimeKem().getFirst()));
  }

  @Test
  void aMissingAccountHasNoBundlesAndNoKeys() {
    DirectoryStore store = storeWith(1);

    assertThat(store.takeBundles(accountId(8))).isEmpty();
    assertThat(store.countKeys(device(8))).isEqualTo(new Prekeys.Counts(0, 0));
    assertThat(store.addKeys(device(8), oneTimeKeys(1, 1))).isEqualTo(new NoSuchDevice());
  }

  @Test
  void whenOneTimeKeysRunOutTheLastResortKeyIsHandedOut() {
    DirectoryStore store = storeWith(2);
    take(store, 2);

    Prekeys.Bundle bundle = take(store);

    assertThat(bundle.oneTimeEc()).isEmpty();
    assertThat(bundle.kem()).isEqualTo(signed(1_000_002, 1_569));
    assertThat(take(store)).isEqualTo(bundle);
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(0, 0));
  }

  @Test
  void oneTimeKeysAreHandedOutExactlyOnceToManyWhoAskAtOnce() throws Exception {
    DirectoryStore store = storeWith(100);

    List<Prekeys.Bundle> bundles = AtOnce.run(120, _ -> take(store));

    List<Integer> all = IntStream.rangeClosed(1, 100).boxed().toList();
    assertThat(bundles.stream().flatMap(b -> b.oneTimeEc().stream()).map(Prekeys.OneTime::id))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(bundles.stream().map(b -> b.kem().id()).filter(id -> id < 1_000_000))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void addedKeysAreCountedAndHandedOutAfterThoseThatWereThere() {
    DirectoryStore store = storeWith(1);

    assertThat(store.addKeys(device(7), oneTimeKeys(2, 9)))
        .isEqualTo(new Added(new Prekeys.Counts(10, 10)));

    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(take(store).kem().id());
    }
    assertThat(ids).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void signedKeysAreReplacedAndThoseNotBroughtStay() {
    DirectoryStore store = storeWith(0);
    Prekeys.Upload newSigned = upload(Optional.of(signed(5, 33)), Optional.empty());
    Prekeys.Upload newLastResort = upload(Optional.empty(), Optional.of(signed(6, 1_569)));

    assertAdded(store.addKeys(device(7), newSigned));
    assertThat(take(store).signedPrekey()).isEqualTo(signed(5, 33));
    assertThat(take(store).kem()).isEqualTo(signed(1_000_002, 1_569));

    assertAdded(store.addKeys(device(7), newLastResort));
    assertThat(take(store).signedPrekey()).isEqualTo(signed(5, 33));
    assertThat(take(store).kem()).isEqualTo(signed(6, 1_569));
  }

  @Test
  void aDeviceHoldsAtMostAHundredOfAKindAndTooManyChangeNothing() {
    DirectoryStore store = storeWith(99);
    Prekeys.Upload tooMany =
        new Prekeys.Upload(
            Optional.of(signed(5, 33)),
            Optional.of(signed(6, 1_569)),
            oneTimeKeys(100, 1).oneTimeEc(),
            oneTimeKeys(100, 2).oneTimeKem());

    assertThat(store.addKeys(device(7), tooMany)).isEqualTo(new TooMany());

    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(99, 99));
    assertThat(take(store).signedPrekey()).isEqualTo(signed(1_000_001, 33));
    assertAdded(store.addKeys(device(7), oneTimeKeys(100, 2)));
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(100, 100));
  }

  @Test
  void twoDifferentKeysWithOneIdAreRefused() {
    DirectoryStore store = storeWith(3);
    Prekeys.Signed other =
        new Prekeys.Signed(2, signed(77, 1_569).publicKey(), signed(77, 33).signature());
    Prekeys.Upload clash =
        new Prekeys.Upload(Optional.empty(), Optional.empty(), List.of(), List.of(other));
    Prekeys.Upload clashWithin =
        new Prekeys.Upload(
            Optional.empty(),
            Optional.empty(),
            List.of(
                new Prekeys.OneTime(50, signed(50, 33).publicKey()),
                new Prekeys.OneTime(50, signed(51, 33).publicKey())),
            List.of());

    assertThat(store.addKeys(device(7), clash)).isEqualTo(new TooMany());
    assertThat(store.addKeys(device(7), clashWithin)).isEqualTo(new TooMany());
    assertThat(store.countKeys(device(7))).isEqualTo(new Prekeys.Counts(3, 3));
  }

  @Test
  void aRepeatedUploadAddsNothingAndBringsNoHandedOutKeyBack() {
    DirectoryStore store = storeWith(0);
    Prekeys.Upload upload = oneTimeKeys(1, 100);
    assertAdded(store.addKeys(device(7), upload));
    take(store, 60);

    assertThat(store.addKeys(device(7), upload)).isEqualTo(new Added(new Prekeys.Counts(40, 40)));

    assertThat(take(store).kem().id()).isEqualTo(61);
  }

  @Test
  void handedOutKeysAreRecognisedUpToTheNumberPromised() {
    DirectoryStore store = storeWith(100);
    take(store, 100);
    assertAdded(store.addKeys(device(7), oneTimeKeys(101, 100)));
    take(store, 100);

    assertThat(store.addKeys(device(7), oneTimeKeys(1, 100)))
        .isEqualTo(new Added(new Prekeys.Counts(0, 0)));
    assertThat(Prekeys.REMEMBERED).isEqualTo(200);
  }

  private static Prekeys.Bundle take(DirectoryStore store) {
    return store.takeBundles(accountId(7)).getFirst();
  }

  private static void take(DirectoryStore store, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(store.takeBundles(accountId(7))).hasSize(1);
    }
  }

  private static Prekeys.Upload upload(
      Optional<Prekeys.Signed> signed, Optional<Prekeys.Signed> lastResort) {
    return new Prekeys.Upload(signed, lastResort, List.of(), List.of());
  }

  private static void assertAdded(AddKeysOutcome outcome) {
    assertThat(outcome).isInstanceOf(Added.class);
  }
}
