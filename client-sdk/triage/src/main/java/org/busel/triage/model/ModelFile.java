package org.busel.triage.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Style;

/// Writes model files of format 2 and reads those of 1 and 2. The layout is in the README of this module. The last 32 bytes are the
/// SHA-256 of all before them and are checked before anything else is believed.
public final class ModelFile {
  /// Bytes of the largest file that is read.
  public static final int LARGEST = 16 * 1024 * 1024;

  private static final byte[] MAGIC = "BUSELTRI".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 2;
  private static final int FORMAT_WITHOUT_SUMMARY = 1;
  private static final int HASH = 32;
  private static final int MOST_WORDS_ABOUT = 32;

  /// What reading a file came to.
  public sealed interface Read {
    /// The file is whole.
    record Whole(Model model) implements Read {}

    /// It is no model file at all.
    record NotAModel() implements Read {}

    /// It is a model file of a later format; a newer Busel can read it.
    record TooNew(int format) implements Read {}

    /// It is a model file, but cut short or changed.
    record Damaged(String reason) implements Read {}
  }

  private ModelFile() {}

  /// Reads a file; never throws for what is in it.
  public static Read read(byte[] file) {
    if (file.length < MAGIC.length
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return new Read.NotAModel();
    }
    if (file.length > LARGEST) return new Read.Damaged("it is larger than " + LARGEST + " bytes");
    if (file.length < MAGIC.length + 2 + HASH) return new Read.Damaged("it is cut short");
    ByteBuffer in = ByteBuffer.wrap(file, 0, file.length - HASH);
    in.position(MAGIC.length);
    int format = in.getShort() & 0xFFFF;
    if (format > FORMAT) return new Read.TooNew(format);
    byte[] hash = sha256(file, file.length - HASH);
    if (!Arrays.equals(hash, 0, HASH, file, file.length - HASH, file.length)) {
      return new Read.Damaged("its hash does not match: it is cut short or was changed");
    }
    try {
      return new Read.Whole(model(in, format, hex(hash)));
    } catch (BufferUnderflowException e) {
      return new Read.Damaged("it ends early");
    } catch (IllegalArgumentException e) {
      return new Read.Damaged("it says something impossible");
    }
  }

  private static Model model(ByteBuffer in, int format, String version) {
    var about = new TreeMap<String, String>();
    int words = atMost(in.get() & 0xFF, MOST_WORDS_ABOUT);
    for (int i = 0; i < words; i++) about.put(text(in), text(in));
    int count = atMost(in.get() & 0xFF, 8);
    var experts = new ArrayList<Expert>();
    for (int i = 0; i < count; i++) experts.add(expert(in, format));
    int languages = atMost(in.get() & 0xFF, Language.values().length);
    var tunings = new EnumMap<Language, Tuning>(Language.class);
    for (int i = 0; i < languages; i++)
      tunings.put(Language.of(text(in)), tuning(in, format, experts));
    if (in.hasRemaining()) throw new IllegalArgumentException("more than a model");
    return new Model(about, version, experts, tunings);
  }

  private static Expert expert(ByteBuffer in, int format) {
    int heads = atMost(in.get() & 0xFF, Expert.ALL_HEADS);
    float unit = finite(in.getFloat());
    var weighing =
        new Weighing(
            new byte[Grams.BUCKETS], unit, floats(in, Style.COUNT), floats(in, Style.COUNT));
    in.get(weighing.rarity());
    var style = new float[heads][];
    float[] largest = floats(in, heads);
    float[] intercepts = floats(in, heads);
    for (int h = 0; h < heads; h++) style[h] = floats(in, Style.COUNT);
    float[] summary =
        format > FORMAT_WITHOUT_SUMMARY
            ? floats(in, Measures.SUMMARY)
            : new float[Measures.SUMMARY];
    var weights = new byte[heads * Grams.BUCKETS];
    in.get(weights);
    var known = new byte[Grams.KNOWN_WORDS / 8];
    in.get(known);
    return new Expert(
        weighing,
        new Heads(heads, weights, largest, style, intercepts),
        summary,
        BitSet.valueOf(known));
  }

  private static Tuning tuning(ByteBuffer in, int format, List<Expert> experts) {
    int expert = atMost(in.get() & 0xFF, experts.size() - 1);
    boolean experimental = in.get() != 0;
    int known = format > FORMAT_WITHOUT_SUMMARY ? Calibration.FEATURES : 3;
    var weights = new double[Calibration.FEATURES];
    for (int i = 0; i < known; i++) weights[i] = number(in);
    var calibration =
        new Calibration(weights, number(in), number(in), number(in), number(in), number(in));
    var spans = new SpanRule(floats(in, SpanRule.FEATURES + 1), finite(in.getFloat()));
    int techniques = experts.get(expert).namesTechniques() ? Technique.values().length : 0;
    var rules = new ArrayList<TechniqueRule>();
    for (int i = 0; i < techniques; i++) {
      rules.add(new TechniqueRule(number(in), number(in), number(in), number(in), number(in)));
    }
    return new Tuning(expert, calibration, spans, rules, experimental);
  }

  /// The bytes of a model; the same model always gives the same bytes.
  public static byte[] write(Model model) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeShort(FORMAT);
      out.writeByte(model.about().size());
      for (var entry : new TreeMap<>(model.about()).entrySet()) {
        text(out, entry.getKey());
        text(out, entry.getValue());
      }
      out.writeByte(model.experts().size());
      for (Expert expert : model.experts()) write(out, expert);
      out.writeByte(model.tunings().size());
      for (var entry : new TreeMap<>(model.tunings()).entrySet()) {
        text(out, entry.getKey().code());
        write(out, entry.getValue());
      }
      out.write(sha256(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Expert expert) throws IOException {
    Heads heads = expert.heads();
    out.writeByte(heads.count());
    out.writeFloat(expert.weighing().rarityUnit());
    floats(out, expert.weighing().styleMean());
    floats(out, expert.weighing().styleSpread());
    out.write(expert.weighing().rarity());
    floats(out, heads.largest());
    floats(out, heads.intercepts());
    for (float[] style : heads.style()) floats(out, style);
    floats(out, expert.summary());
    out.write(heads.weights());
    out.write(Arrays.copyOf(expert.known().toByteArray(), Grams.KNOWN_WORDS / 8));
  }

  private static void write(DataOutputStream out, Tuning tuning) throws IOException {
    out.writeByte(tuning.expert());
    out.writeByte(tuning.experimental() ? 1 : 0);
    Calibration c = tuning.calibration();
    for (double weight : c.weights()) out.writeDouble(weight);
    for (double d : new double[] {c.shift(), c.baseRate(), c.few(), c.some(), c.many()})
      out.writeDouble(d);
    floats(out, tuning.spans().weights());
    out.writeFloat(tuning.spans().threshold());
    for (TechniqueRule rule : tuning.techniques()) {
      for (double d :
          new double[] {
            rule.weight(), rule.document(), rule.shift(), rule.named(), rule.likely()
          }) {
        out.writeDouble(d);
      }
    }
  }

  private static void floats(DataOutputStream out, float[] numbers) throws IOException {
    for (float number : numbers) out.writeFloat(number);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static float[] floats(ByteBuffer in, int count) {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) numbers[i] = finite(in.getFloat());
    return numbers;
  }

  private static String text(ByteBuffer in) {
    var bytes = new byte[atMost(in.getShort() & 0xFFFF, 4096)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static double number(ByteBuffer in) {
    double number = in.getDouble();
    if (!Double.isFinite(number)) throw new IllegalArgumentException("not a number");
    return number;
  }

  private static float finite(float number) {
    if (!Float.isFinite(number)) throw new IllegalArgumentException("not a number");
    return number;
  }

  private static int atMost(int number, int limit) {
    if (number > limit) throw new IllegalArgumentException("too many");
    return number;
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] hash) {
    var hex = new StringBuilder();
    for (int i = 0; i < 8; i++) hex.append(String.format(java.util.Locale.ROOT, "%02x", hash[i]));
    return hex.toString();
  }
}
