package org.busel.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.busel.store.contract.Examples.blob;
import static org.busel.store.contract.Examples.blobId;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.junit.jupiter.api.Test;

/// What every [BlobStore] owes, whatever it is made of.
public abstract class BlobStoreContract {
  /// A store without a blob.
  protected abstract BlobStore emptyStore();

  @Test
  void aBlobComesBackAsItWas() {
    BlobStore store = emptyStore();
    for (ByteString blob : List.of(ByteString.EMPTY, blob(1, 1), blob(BlobStore.MAX_BYTES, 2))) {
      store.put(blobId(blob), blob);

      assertThat(store.get(blobId(blob))).contains(blob);
    }
  }

  @Test
  void aBlobThatWasNeverPutIsNotThere() {
    BlobStore store = emptyStore();

    assertThat(store.get(blobId(blob(10, 1)))).isEmpty();
  }

  @Test
  void bytesUnderAForeignNameAreRefused() {
    BlobStore store = emptyStore();
    BlobId foreign = blobId(blob(10, 1));

    assertThatIllegalArgumentException().isThrownBy(() -> store.put(foreign, blob(10, 2)));

    assertThat(store.get(foreign)).isEmpty();
  }

  @Test
  void aBlobOverTheLimitIsRefused() {
    BlobStore store = emptyStore();
    ByteString tooLarge = blob(BlobStore.MAX_BYTES + 1, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> store.put(blobId(tooLarge), tooLarge));

    assertThat(store.missing(List.of(blobId(tooLarge)))).hasSize(1);
  }

  @Test
  void onlyWhatIsNotStoredIsMissing() {
    BlobStore store = emptyStore();
    ByteString there = blob(100, 1);
    store.put(blobId(there), there);
    BlobId absent = blobId(blob(100, 2));

    assertThat(store.missing(List.of(blobId(there), absent, absent))).containsExactly(absent);
    assertThat(store.missing(List.of())).isEmpty();
  }

  @Test
  void manyThreadsMayPutTheSameBlobAtOnce() throws Exception {
    BlobStore store = emptyStore();
    ByteString blob = blob(100_000, 1);

    List<Optional<ByteString>> read =
        AtOnce.run(
            16,
            _ -> {
              store.put(blobId(blob), blob);
              return store.get(blobId(blob));
            });

    assertThat(read).allMatch(Optional.of(blob)::equals);
  }

  @Test
  void manyBlobsKeepTheirOwnBytes() {
    BlobStore store = emptyStore();
    List<ByteString> blobs = IntStream.range(0, 300).mapToObj(i -> blob(50, i)).toList();

    blobs.forEach(blob -> store.put(blobId(blob), blob));

    assertThat(blobs).allMatch(blob -> store.get(blobId(blob)).equals(Optional.of(blob)));
  }
}
