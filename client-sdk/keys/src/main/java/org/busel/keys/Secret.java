package org.busel.keys;

import java.security.SecureRandom;
import java.util.Arrays;

/// Bytes that nobody should see: borrowed, wiped on close, silent.
///
/// There is no getter: [#use] lends the bytes for the length of one call, and searching for it finds every use. A
/// secret equals only itself and prints as `hidden`. Safe for many threads; a close waits for uses under way.
///
/// What Java allows: the array behind is one copy, overwritten by [#close]. A moving garbage collector may have left
/// an older copy of it on the heap until that memory is used again, and a page may have been swapped out; neither
/// can be prevented from here.
public final class Secret implements AutoCloseable {
  /// Most bytes of one secret.
  public static final int MAX_BYTES = 2048;

  private final SecretLabel label;
  private final byte[] bytes;
  private boolean closed;

  private Secret(SecretLabel label, byte[] bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /// Takes `bytes` over: copies them and wipes the array that was passed.
  ///
  /// @throws IllegalArgumentException unless there are 1 to 2,048 bytes
  public static Secret takeOver(SecretLabel label, byte[] bytes) {
    if (bytes.length < 1 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("secret is " + bytes.length + " bytes");
    }
    byte[] copy = bytes.clone();
    Arrays.fill(bytes, (byte) 0);
    return new Secret(label, copy);
  }

  /// A fresh secret of `length` bytes out of `random`.
  public static Secret random(SecretLabel label, int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return takeOver(label, bytes);
  }

  /// What it is for.
  public SecretLabel label() {
    return label;
  }

  /// Lends the bytes to `borrower` for the length of the call; it must neither keep nor change the array.
  ///
  /// @throws IllegalStateException if the secret is closed
  public synchronized <T> T use(Borrower<T> borrower) {
    if (closed) {
      throw new IllegalStateException("secret is closed");
    }
    return borrower.borrow(bytes);
  }

  /// A copy that is closed on its own.
  Secret copy() {
    return use(lent -> new Secret(label, lent.clone()));
  }

  /// Wipes the bytes. Closing twice is harmless.
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }

  /// What is done with the bytes while they are lent.
  @FunctionalInterface
  public interface Borrower<T> {
    T borrow(byte[] secret);
  }
}
