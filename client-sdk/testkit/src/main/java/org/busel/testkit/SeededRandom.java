package org.busel.testkit;

import java.security.SecureRandom;
import java.util.Random;

/// Randomness that is the same in every run: for ids, login keys and vault salts of tests. What libsignal makes stays
/// random, because it asks the operating system. Never for real keys. Safe for many threads.
public final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final Random random;

  /// Equal seeds give equal bytes.
  public SeededRandom(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
