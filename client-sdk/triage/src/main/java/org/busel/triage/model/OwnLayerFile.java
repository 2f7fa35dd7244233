package org.busel.triage.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// An [OwnLayer] as bytes, format 1; the README of this module has the layout. The bytes say something about the texts
/// that were labelled: whoever keeps them encrypts them.
public final class OwnLayerFile {
  private static final byte[] MAGIC = "BUSELOWN".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 1;
  private static final int VERSION_CHARACTERS = 16;

  /// What reading came to.
  public sealed interface Read {
    /// The bytes are whole.
    record Whole(OwnLayer layer) implements Read {}

    /// Of a later format; a newer Busel can read it.
    record TooNew(int format) implements Read {}

    /// No layer, or cut short, or changed.
    record Damaged() implements Read {}
  }

  private OwnLayerFile() {}

  /// The bytes of a layer; the same layer always gives the same bytes.
  public static byte[] write(OwnLayer layer) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeShort(FORMAT);
      out.writeUTF(layer.modelVersion());
      out.writeByte(layer.corrections().size());
      for (var entry : new TreeMap<>(layer.corrections()).entrySet()) {
        Correction c = entry.getValue();
        out.writeByte(entry.getKey());
        for (double d : new double[] {c.stretch(), c.shift(), c.baseRate()}) out.writeDouble(d);
        out.writeInt(c.features().length);
        for (int i = 0; i < c.features().length; i++) {
          out.writeInt(c.features()[i]);
          out.writeFloat(c.weights()[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /// Reads bytes; never throws for what is in them.
  public static Read read(byte[] bytes) {
    if (bytes.length < MAGIC.length + 2
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length))
      return new Read.Damaged();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.position(MAGIC.length);
    int format = in.getShort() & 0xFFFF;
    if (format > FORMAT) return new Read.TooNew(format);
    try {
      var layer = new OwnLayer(version(in), corrections(in));
      return in.hasRemaining() ? new Read.Damaged() : new Read.Whole(layer);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return new Read.Damaged();
    }
  }

  private static String version(ByteBuffer in) {
    int length = in.getShort() & 0xFFFF;
    if (length > VERSION_CHARACTERS) throw new IllegalArgumentException("too long");
    var version = new byte[length];
    in.get(version);
    return new String(version, StandardCharsets.UTF_8);
  }

  private static Map<Integer, Correction> corrections(ByteBuffer in) {
    var corrections = new HashMap<Integer, Correction>();
    int count = in.get() & 0xFF;
    for (int i = 0; i < count; i++) {
      int expert = in.get() & 0xFF;
      double stretch = in.getDouble();
      double shift = in.getDouble();
      double baseRate = in.getDouble();
      int number = in.getInt();
      if (number < 0 || number > Correction.MOST_FEATURES)
        throw new IllegalArgumentException("too many");
      var features = new int[number];
      var weights = new float[number];
      for (int k = 0; k < number; k++) {
        features[k] = in.getInt();
        weights[k] = in.getFloat();
      }
      corrections.put(expert, new Correction(stretch, shift, baseRate, features, weights));
    }
    return corrections;
  }
}
