package org.busel.format;

import java.util.Map;

/// A piece of a file as it travels.
///
/// @param id SHA-256 of the bytes that travel; the piece is fetched by this name and checked alone, before anything else
///     is done with it
/// @param length how many bytes travel, 1 to [#MAX_BYTES]
public record Chunk(Sha256 id, int length) {
  /// The longest chunk, in bytes.
  public static final int MAX_BYTES = 1 << 20;

  public Chunk {
    if (length < 1 || length > MAX_BYTES) {
      throw new IllegalArgumentException("a chunk has 1 to " + MAX_BYTES + " bytes");
    }
  }

  /// The chunk that `bytes` are.
  public static Chunk of(byte[] bytes) {
    return new Chunk(Sha256.of(bytes), bytes.length);
  }

  /// Whether `bytes` are this chunk, whoever brought them.
  public boolean matches(byte[] bytes) {
    return bytes.length == length && Sha256.of(bytes).equals(id);
  }

  Json toJson() {
    return Json.Members.of(
        Map.of("sha256", new Json.Text(id.hex()), "length", new Json.Whole(length)));
  }

  static Chunk fromJson(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Chunk(
        fields.get("sha256").parsed(Sha256::parse), (int) fields.number("length", 1, MAX_BYTES));
  }
}
