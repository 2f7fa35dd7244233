package org.busel.sdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Counts wrong passphrases in a row, if the owner wants the profile destroyed after so many.
///
/// Two bytes in the file that processes lock: how many are allowed (0: any number), and how many there were. They are
/// not secret and not protected: who guesses on a copy of the disk is not counted. A try is counted before it is made, so
/// that killing the program in time helps nobody.
final class WrongTries {
  private final FileChannel file;

  WrongTries(FileChannel file) {
    this.file = file;
  }

  /// Most that can be allowed.
  static final int MOST = 100;

  /// Before a try.
  void begin() {
    byte[] state = read();
    if (state[0] > 0) {
      write(state[0], (byte) Math.min(MOST, state[1] + 1));
    }
  }

  /// After a passphrase that opened something.
  void right() {
    byte[] state = read();
    if (state[1] > 0) {
      write(state[0], (byte) 0);
    }
  }

  /// Whether the last wrong one was one too many.
  boolean tooMany() {
    byte[] state = read();
    return state[0] > 0 && state[1] >= state[0];
  }

  /// Allows so many; 0 for any number.
  void allow(int tries) {
    write((byte) tries, (byte) 0);
  }

  private byte[] read() {
    ByteBuffer state = ByteBuffer.allocate(2);
    try {
      int unused = file.read(state, 0);
      return state.array();
    } catch (IOException e) {
      throw new BuselException("counting wrong passphrases", e);
    }
  }

  private void write(byte allowed, byte wrong) {
    try {
      int unused = file.write(ByteBuffer.wrap(new byte[] {allowed, wrong}), 0);
      file.force(false);
    } catch (IOException e) {
      throw new BuselException("counting wrong passphrases", e);
    }
  }
}
