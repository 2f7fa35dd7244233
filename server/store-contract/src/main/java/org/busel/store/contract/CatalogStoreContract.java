package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.AdmitOutcome.AlreadyAdmitted;
import org.busel.catalog.AdmitOutcome.NotNewer;
import org.busel.catalog.BlobId;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;
import org.junit.jupiter.api.Test;

/// What every [CatalogStore] owes, whatever it is made of.
public abstract class CatalogStoreContract {
  private static final BlobId ONE = new BlobId("1".repeat(64));
  private static final BlobId TWO = new BlobId("2".repeat(64));

  /// A store with no module and no document.
  protected abstract CatalogStore emptyStore();

  @Test
  void anEmptyCatalogueListsAndFindsNothing() {
    CatalogStore store = emptyStore();

    assertThat(store.list()).isEmpty();
    assertThat(store.find("first-aid")).isEmpty();
    assertThat(store.documents()).isEmpty();
    assertThat(store.document("targets")).isEmpty();
  }

  @Test
  void anAdmittedModuleComesBackAsItWas() {
    CatalogStore store = emptyStore();
    CatalogEntry entry = module("first-aid", 1, ONE);

    assertThat(store.admit(entry)).isEqualTo(new Admitted());

    assertThat(store.find("first-aid")).contains(entry);
    assertThat(store.list()).containsExactly(entry);
  }

  @Test
  void awkwardTextsComeBackAsTheyWere() {
    CatalogStore store = emptyStore();
    CatalogEntry entry =
        new CatalogEntry(
            "a-1",
            Integer.MAX_VALUE,
            ONE,
            Map.of("be-tarask", "«Бусел» \"${it}\" $set . \\ \n \u0000 𝄞", "en", ""),
            Map.of(),
            List.of("be-tarask", "en"),
            "expert",
            10_000,
            Long.MAX_VALUE,
            Optional.empty());

    assertThat(store.admit(entry)).isEqualTo(new Admitted());

    assertThat(store.find("a-1")).contains(entry);
    assertThat(store.list()).containsExactly(entry);
  }

  @Test
  void modulesAreListedByTheirIds() {
    CatalogStore store = emptyStore();
    for (String id : List.of("c", "a-b", "b", "a")) {
      assertThat(store.admit(module(id, 1, ONE))).isEqualTo(new Admitted());
    }

    assertThat(store.list()).extracting(CatalogEntry::module).containsExactly("a", "a-b", "b", "c");
  }

  @Test
  void aNewerVersionTakesThePlaceOfTheOlder() {
    CatalogStore store = emptyStore();
    assertThat(store.admit(module("a", 1, ONE))).isEqualTo(new Admitted());

    assertThat(store.admit(module("a", 3, TWO))).isEqualTo(new Admitted());

    assertThat(store.list()).containsExactly(module("a", 3, TWO));
  }

  @Test
  void theSameManifestAgainIsAlreadyAdmitted() {
    CatalogStore store = emptyStore();
    assertThat(store.admit(module("a", 2, ONE))).isEqualTo(new Admitted());

    assertThat(store.admit(module("a", 2, ONE))).isEqualTo(new AlreadyAdmitted());
  }

  @Test
  void anOlderOrAnotherManifestOfTheSameVersionIsRefused() {
    CatalogStore store = emptyStore();
    assertThat(store.admit(module("a", 2, ONE))).isEqualTo(new Admitted());

    assertThat(store.admit(module("a", 1, TWO))).isEqualTo(new NotNewer(2));
    assertThat(store.admit(module("a", 2, TWO))).isEqualTo(new NotNewer(2));
    assertThat(store.find("a")).contains(module("a", 2, ONE));
  }

  @Test
  void ofManyOffersAtOnceOfOneVersionExactlyOneIsAdmitted() throws Exception {
    CatalogStore store = emptyStore();

    List<AdmitOutcome> outcomes =
        AtOnce.run(12, thread -> store.admit(module("a", 1, manifest(thread))));

    assertThat(outcomes).filteredOn(Admitted.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(new NotNewer(1)::equals).hasSize(11);
    int winner = outcomes.indexOf(new Admitted());
    assertThat(store.find("a")).contains(module("a", 1, manifest(winner)));
  }

  @Test
  void ofManyVersionsAtOnceTheHighestStays() throws Exception {
    CatalogStore store = emptyStore();

    List<AdmitOutcome> outcomes =
        AtOnce.run(12, thread -> store.admit(module("a", 1 + thread, manifest(thread))));

    assertThat(outcomes.getLast()).isEqualTo(new Admitted());
    assertThat(store.find("a")).contains(module("a", 12, manifest(11)));
  }

  @Test
  void aWithdrawnModuleIsGoneAndMayComeBack() {
    CatalogStore store = emptyStore();
    assertThat(store.admit(module("a", 2, ONE))).isEqualTo(new Admitted());
    assertThat(store.admit(module("b", 1, ONE))).isEqualTo(new Admitted());

    store.withdraw("a");
    store.withdraw("a");
    store.withdraw("never-there");

    assertThat(store.find("a")).isEmpty();
    assertThat(store.list()).containsExactly(module("b", 1, ONE));
    assertThat(store.admit(module("a", 2, ONE))).isEqualTo(new Admitted());
  }

  @Test
  void aSignedDocumentOnlyEverMovesUp() {
    CatalogStore store = emptyStore();

    assertThat(store.admitDocument(curriculum(2, ONE))).isEqualTo(new Admitted());
    assertThat(store.admitDocument(curriculum(2, ONE))).isEqualTo(new AlreadyAdmitted());
    assertThat(store.admitDocument(curriculum(2, TWO))).isEqualTo(new NotNewer(2));
    assertThat(store.admitDocument(curriculum(1, TWO))).isEqualTo(new NotNewer(2));
    assertThat(store.document("targets")).contains(curriculum(2, ONE));

    assertThat(store.admitDocument(curriculum(10, TWO))).isEqualTo(new Admitted());
    assertThat(store.document("targets")).contains(curriculum(10, TWO));
    assertThat(store.list()).isEmpty();
  }

  @Test
  void everyVersionOfASignedDocumentIsFoundByItsNumber() {
    CatalogStore store = emptyStore();
    assertThat(store.admitDocument(curriculum(2, ONE))).isEqualTo(new Admitted());
    assertThat(store.admitDocument(curriculum(10, TWO))).isEqualTo(new Admitted());
    assertThat(store.admitDocument(new TrustDocument("root", 1, ONE))).isEqualTo(new Admitted());

    assertThat(store.document("targets", 2)).contains(curriculum(2, ONE));
    assertThat(store.document("targets", 10)).contains(curriculum(10, TWO));
    assertThat(store.document("targets", 3)).isEmpty();
    assertThat(store.document("snapshot", 2)).isEmpty();
    assertThat(store.documents())
        .containsExactly(new TrustDocument("root", 1, ONE), curriculum(10, TWO));
  }

  @Test
  void ofManyDocumentsAtOnceOfOneVersionExactlyOneIsAdmitted() throws Exception {
    CatalogStore store = emptyStore();

    List<AdmitOutcome> outcomes =
        AtOnce.run(12, thread -> store.admitDocument(curriculum(1, manifest(thread))));

    assertThat(outcomes).filteredOn(Admitted.class::isInstance).hasSize(1);
    int winner = outcomes.indexOf(new Admitted());
    assertThat(store.document("targets", 1)).contains(curriculum(1, manifest(winner)));
  }

  private static TrustDocument curriculum(int version, BlobId document) {
    return new TrustDocument("targets", version, document);
  }

  private static BlobId manifest(int number) {
    return new BlobId(String.format("%064x", number));
  }
}
