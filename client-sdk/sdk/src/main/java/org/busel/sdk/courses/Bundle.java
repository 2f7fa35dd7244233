package org.busel.sdk.courses;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One file with everything, for a USB stick: what a relay would hand out, one document after the other. Never trusted.
/// FORMAT.md, "Bundle".
///
/// Safe for many threads; calls block for the disk.
public final class Bundle implements CourseSource, AutoCloseable {
  /// The most documents of a bundle.
  public static final int MAX_DOCUMENTS = 200_000;

  private static final byte[] MAGIC = "BUSELBUNDLE1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = 2 + 4;

  private final RandomAccessFile file; // guarded by this
  private final Map<String, Place> places;

  private Bundle(RandomAccessFile file, Map<String, Place> places) {
    this.file = file;
    this.places = Map.copyOf(places);
  }

  private record Place(long offset, int length) {}

  /// What became of opening.
  public sealed interface Opening {
    /// It can be read; what is in it has still to be verified, as from everywhere.
    record Opened(Bundle bundle) implements Opening {}

    /// No bundle, or cut short.
    ///
    /// @param reason for a person
    record Refused(String reason) implements Opening {}
  }

  /// Opens a bundle that may come from anybody: walks over the heads of its documents, and reads none of them.
  public static Opening open(Path path) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      try {
        Map<String, Place> places = new HashMap<>();
        String fault = index(file, places);
        if (fault.isEmpty()) {
          return new Opening.Opened(new Bundle(file, places));
        }
        file.close();
        return new Opening.Refused(fault);
      } catch (IOException e) {
        file.close();
        return new Opening.Refused("it cannot be read to its end");
      }
    } catch (IOException e) {
      return new Opening.Refused("it cannot be read");
    }
  }

  private static String index(RandomAccessFile file, Map<String, Place> places)
      throws IOException {
    byte[] magic = new byte[MAGIC.length];
    if (file.length() < MAGIC.length) {
      return "it is no bundle";
    }
    file.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      return "it is no bundle";
    }
    long at = MAGIC.length;
    while (at < file.length()) {
      if (file.length() - at < HEAD_BYTES) {
        return "it is cut short";
      }
      file.seek(at);
      int pathBytes = file.readUnsignedShort();
      int length = file.readInt();
      long data = at + HEAD_BYTES + pathBytes;
      if (pathBytes > 200 || length < 0 || length > CourseStore.MAX_BYTES) {
        return "a document in it is too long";
      }
      if (data + length > file.length()) {
        return "it is cut short";
      }
      byte[] path = new byte[pathBytes];
      file.readFully(path);
      String text = new String(path, StandardCharsets.US_ASCII);
      if (!CoursePaths.isPath(text)) {
        return "a document in it has a name that leads elsewhere";
      }
      if (places.putIfAbsent(text, new Place(data, length)) != null) {
        return "a document stands in it twice";
      }
      if (places.size() > MAX_DOCUMENTS) {
        return "it holds more than " + MAX_DOCUMENTS + " documents";
      }
      at = data + length;
    }
    return "";
  }

  @Override
  public Answer get(String path, int mostBytes) {
    Place place = places.get(path);
    if (place == null) {
      return new Answer.NotThere();
    }
    if (place.length() > mostBytes) {
      return new Answer.Refused("a document is longer than " + mostBytes + " bytes");
    }
    byte[] bytes = new byte[place.length()];
    synchronized (this) {
      try {
        file.seek(place.offset());
        file.readFully(bytes);
      } catch (IOException e) {
        return new Answer.Unreachable("the bundle cannot be read");
      }
    }
    return new Answer.Got(ByteString.copyFrom(bytes));
  }

  @Override
  public boolean isLive() {
    return false;
  }

  /// Closing twice is harmless.
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the bundle", e);
    }
  }

  /// Writes a bundle. For one thread.
  public static final class Writing implements CourseCopy.Sink, AutoCloseable {
    private final DataOutputStream out;
    private final Set<String> written = new TreeSet<>();

    /// @throws IOException if the file is there already, or cannot be written
    public Writing(Path path) throws IOException {
      OutputStream file =
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
      out = new DataOutputStream(new BufferedOutputStream(file, 1 << 16));
      out.write(MAGIC);
    }

    @Override
    public boolean has(String path, int length) {
      return written.contains(path);
    }

    @Override
    public void put(String path, byte[] bytes) throws IOException {
      if (written.add(path)) {
        out.writeShort(path.length());
        out.writeInt(bytes.length);
        out.write(path.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
