package org.busel.wire;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One case out of `vectors/`: headers, a blank line, and a body that is hex or, for links, text.
record Vector(String name, Map<String, String> headers, String body) {
  private static final Path FOLDER = Path.of("src/test/resources/vectors");

  /// All cases of one kind, in order of their names.
  static List<Vector> all(String kind) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
      return files.sorted().map(Vector::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list vectors", e);
    }
  }

  String header(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException(name + " has no " + key));
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(headers.get(key));
  }

  /// Whether whoever writes the same message must write these very bytes.
  boolean isCanonical() {
    return !find("canonical").equals(Optional.of("no"));
  }

  ByteString headerBytes(String key) {
    return ByteString.copyFrom(HexFormat.of().parseHex(header(key)));
  }

  ByteString bytes() {
    ByteString once = ByteString.copyFrom(HexFormat.of().parseHex(body.replaceAll("\\s", "")));
    int times = find("repeat").map(Integer::parseInt).orElse(1);
    return ByteString.copyFrom(Collections.nCopies(times, once));
  }

  @Override
  public String toString() {
    return name;
  }

  private static Vector read(Path file) {
    try {
      String text = Files.readString(file);
      int blank = text.indexOf("\n\n");
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line : text.substring(0, blank).split("\n", -1)) {
        int colon = line.indexOf(": ");
        headers.put(line.substring(0, colon), line.substring(colon + 2));
      }
      return new Vector(FOLDER.relativize(file).toString(), headers, text.substring(blank + 2));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
