package org.busel.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The bytes of a file: how many, their hash, and the chunks that bring them.
///
/// @param mediaType of the file, as in a `Content-Type`
/// @param length of the whole file in bytes, 1 to [#MAX_BYTES]
/// @param sha256 of the whole file
/// @param compression how the chunks have to be opened; only [#NONE] can be opened today
/// @param chunks in order; any way of cutting is legal
public record Content(
    String mediaType, long length, Sha256 sha256, String compression, List<Chunk> chunks) {
  /// The longest file, in bytes.
  public static final long MAX_BYTES = 1L << 30;

  /// The most chunks of one file.
  public static final int MAX_CHUNKS = 16_384;

  /// The chunks, one after the other, are the file.
  public static final String NONE = "none";

  public Content {
    chunks = List.copyOf(chunks);
    if (length < 1 || length > MAX_BYTES || chunks.isEmpty() || chunks.size() > MAX_CHUNKS) {
      throw new IllegalArgumentException("a file is empty or too long");
    }
  }

  /// Cuts `bytes` into uncompressed chunks.
  public static Content of(String mediaType, byte[] bytes) {
    List<Chunk> chunks = new ArrayList<>();
    for (byte[] piece : Chunker.cut(bytes)) {
      chunks.add(Chunk.of(piece));
    }
    return new Content(mediaType, bytes.length, Sha256.of(bytes), NONE, chunks);
  }

  Map<String, Json> toJson() {
    return Map.of(
        "media_type", new Json.Text(mediaType),
        "length", new Json.Whole(length),
        "sha256", new Json.Text(sha256.hex()),
        "compression", new Json.Text(compression),
        "chunks", new Json.Items(chunks.stream().map(Chunk::toJson).toList()));
  }

  static Content fromJson(Fields fields) throws MalformedException {
    Content content =
        new Content(
            fields.text("media_type", 100),
            fields.number("length", 1, MAX_BYTES),
            fields.get("sha256").parsed(Sha256::parse),
            fields.text("compression", 32),
            atLeastOne(fields.items("chunks", MAX_CHUNKS, Chunk::fromJson)));
    long travelling = content.chunks.stream().mapToLong(Chunk::length).sum();
    if (content.compression.equals(NONE) && travelling != content.length) {
      throw new MalformedException("a file's chunks do not add up to its length");
    }
    return content;
  }

  private static List<Chunk> atLeastOne(List<Chunk> chunks) throws MalformedException {
    if (chunks.isEmpty()) {
      throw new MalformedException("a file has no chunks");
    }
    return chunks;
  }
}
