package org.busel.keys;

import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// How much work one guess at a passphrase costs: Argon2id, version 1.3.
///
/// The bounds hold for reading too, so that a hostile file can ask for at most 512 MiB and a few minutes.
///
/// @param memoryKib memory that one guess fills, 8 to 524,288 KiB and at least 8 a lane
/// @param iterations passes over that memory, 1 to 64
/// @param lanes 1 to 16; they are computed one after the other here
public record Argon2Cost(int memoryKib, int iterations, int lanes) {
  /// Memory of a new vault: 64 MiB.
  public static final int DEFAULT_MEMORY_KIB = 64 * 1024;

  /// What unlocking should take on the machine that made the vault.
  public static final Duration TARGET = Duration.ofMillis(500);

  static final int MAX_MEMORY_KIB = 512 * 1024;
  static final int MAX_ITERATIONS = 64;
  static final int MAX_LANES = 16;
  private static final int MIN_CALIBRATED_ITERATIONS = 3; // as RFC 9106 recommends for 64 MiB

  public Argon2Cost {
    if (!isAllowed(memoryKib, iterations, lanes)) {
      throw new IllegalArgumentException(
          "Argon2 cost out of range: " + memoryKib + " KiB, " + iterations + ", " + lanes);
    }
  }

  static boolean isAllowed(int memoryKib, int iterations, int lanes) {
    return lanes >= 1
        && lanes <= MAX_LANES
        && memoryKib >= 8 * lanes
        && memoryKib <= MAX_MEMORY_KIB
        && iterations >= 1
        && iterations <= MAX_ITERATIONS;
  }

  /// Finds the iterations that take about [#TARGET] on this machine with 64 MiB, never fewer than 3. Takes about a
  /// second itself.
  public static Argon2Cost calibrated() {
    Argon2Cost one = new Argon2Cost(DEFAULT_MEMORY_KIB, 1, 1);
    long unused = one.measure(); // the first pass pays for compilation
    long nanos = Math.max(1, one.measure());
    long wanted = Math.round((double) TARGET.toNanos() / nanos);
    long iterations = Math.max(MIN_CALIBRATED_ITERATIONS, Math.min(MAX_ITERATIONS, wanted));
    return new Argon2Cost(DEFAULT_MEMORY_KIB, (int) iterations, 1);
  }

  private long measure() {
    long before = System.nanoTime();
    Arrays.fill(derive(new byte[16], new byte[16]), (byte) 0);
    return System.nanoTime() - before;
  }

  /// 32 bytes out of `password`, which is left as it is; the caller wipes both.
  byte[] derive(byte[] password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] key = new byte[32];
    int unused = generator.generateBytes(password, key);
    return key;
  }
}
