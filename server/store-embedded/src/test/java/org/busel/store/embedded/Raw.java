package org.busel.store.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Every byte of every file of a folder, as somebody sees it who has taken the disk.
///
/// @param files contents, one letter a byte
record Raw(List<String> files) {
  static Raw of(Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : Stores.files(folder)) {
      files.add(new String(Files.readAllBytes(file), ISO_8859_1));
    }
    return new Raw(files);
  }

  boolean shows(ByteString part) {
    return count(part) > 0;
  }

  int count(ByteString part) {
    String text = part.toString(ISO_8859_1);
    int count = 0;
    for (String file : files) {
      for (int at = file.indexOf(text); at >= 0; at = file.indexOf(text, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
