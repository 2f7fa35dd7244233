package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunksTest {
  @Test
  void chunksMakeUpTheFileAgain() {
    byte[] bytes = noise(3_000_000);

    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Chunker.cut(bytes).forEach(joined::writeBytes);

    assertThat(joined.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void chunksKeepTheirBounds() {
    List<byte[]> chunks = Chunker.cut(noise(5_000_000));

    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(it -> assertThat(it.length).isBetween(Chunker.MIN_BYTES, Chunker.MAX_BYTES));
    assertThat(5_000_000 / chunks.size())
        .isBetween(Chunker.AVERAGE_BYTES / 2, Chunker.AVERAGE_BYTES * 2);
  }

  @Test
  void bytesWithoutContentAreStillCut() {
    assertThat(Chunker.cut(new byte[600_000]))
        .allSatisfy(it -> assertThat(it.length).isLessThanOrEqualTo(Chunker.MAX_BYTES));
    assertThat(Chunker.cut(new byte[0])).isEmpty();
    assertThat(Chunker.cut(new byte[1])).hasSize(1);
  }

  @Test
  void aChangedParagraphChangesOnlyTheChunksAroundIt() {
    byte[] before = noise(4_000_000);
    byte[] after = new byte[before.length + 50];
    System.arraycopy(before, 0, after, 0, 2_000_000);
    System.arraycopy(noise(50), 0, after, 2_000_000, 50);
    System.arraycopy(before, 2_000_000, after, 2_000_050, 2_000_000);

    Set<Chunk> old = new HashSet<>(chunks(before));
    long fresh = chunks(after).stream().filter(it -> !old.contains(it)).count();

    assertThat(fresh).isBetween(1L, 4L);
  }

  @Test
  void aFileIsWholeOnlyWithEveryChunkRight() {
    byte[] bytes = noise(300_000);
    Content content = Content.of("video/mp4", bytes);
    Map<Chunk, byte[]> store = new HashMap<>();
    Chunker.cut(bytes).forEach(it -> store.put(Chunk.of(it), it));
    Chunk second = content.chunks().get(1);

    assertThat(assemble(content, store)).isEqualTo(new FileAssembly.Whole());

    assertThat(store.remove(second)).isNotNull();
    assertThat(assemble(content, store)).isEqualTo(new FileAssembly.Missing(second));

    byte[] wrong = Chunker.cut(bytes).get(1);
    wrong[7] ^= 1;
    store.put(second, wrong);
    assertThat(assemble(content, store)).isEqualTo(new FileAssembly.Damaged(second));
  }

  @Test
  void aFileWhoseChunksAreRightButNotItsHashIsAContradiction() {
    byte[] bytes = noise(1_000);
    Content honest = Content.of("image/png", bytes);
    Content lying =
        new Content("image/png", 1_000, Sha256.of(noise(3)), Content.NONE, honest.chunks());

    assertThat(assemble(lying, Map.of(Chunk.of(bytes), bytes)))
        .isEqualTo(new FileAssembly.Contradiction());
  }

  @Test
  void aCompressionOfALaterVersionAsksForANewerApp() {
    Content later =
        new Content("image/png", 1_000, Sha256.of(noise(3)), "zstd", List.of(Chunk.of(noise(3))));

    assertThat(assemble(later, Map.of())).isEqualTo(new FileAssembly.TooNew("zstd"));
  }

  private static FileAssembly assemble(Content content, Map<Chunk, byte[]> store) {
    return FileAssembly.assemble(
        content, chunk -> Optional.ofNullable(store.get(chunk)), ignored -> {});
  }

  private static List<Chunk> chunks(byte[] bytes) {
    return Content.of("video/mp4", bytes).chunks();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }
}
