package org.busel.format;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Puts a file together from its chunks, whoever brought them.
public sealed interface FileAssembly {
  /// All bytes of the file went to the sink, and they are the ones that were signed.
  record Whole() implements FileAssembly {}

  /// This chunk is not there; fetch it and begin again.
  record Missing(Chunk chunk) implements FileAssembly {}

  /// What was brought is not this chunk; throw it away and fetch it again.
  record Damaged(Chunk chunk) implements FileAssembly {}

  /// Every chunk is right, but together they are not the file: its authors signed a contradiction.
  record Contradiction() implements FileAssembly {}

  /// A newer app is needed to open the chunks.
  record TooNew(String compression) implements FileAssembly {}

  /// Hands the bytes of `content` to `sink`, chunk by chunk, each checked before. Only on [Whole] may what the sink got be
  /// used.
  ///
  /// @param source gives a chunk's bytes as they travelled, or nothing
  static FileAssembly assemble(
      Content content, Function<Chunk, Optional<byte[]>> source, Consumer<byte[]> sink) {
    if (!content.compression().equals(Content.NONE)) {
      return new TooNew(content.compression());
    }
    MessageDigest digest = Sha256.digest();
    long length = 0;
    for (Chunk chunk : content.chunks()) {
      Optional<byte[]> bytes = source.apply(chunk);
      if (bytes.isEmpty()) {
        return new Missing(chunk);
      }
      if (!chunk.matches(bytes.get())) {
        return new Damaged(chunk);
      }
      digest.update(bytes.get());
      length += chunk.length();
      sink.accept(bytes.get());
    }
    return length == content.length() && Sha256.finish(digest).equals(content.sha256())
        ? new Whole()
        : new Contradiction();
  }
}
