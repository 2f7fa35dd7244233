package org.busel.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One share of a recovery key, as 27 words. Fewer shares than are needed say nothing about the key.
///
/// ```
/// bits
///   16   set: the same for all shares of one splitting
///    4   shares that are needed, less one
///    4   number of this share, 1 to 15
///  256   share
///   17   the first bits of SHA-256( "busel share v1" 0x00, then the 35 bytes before )
/// ```
///
/// Silent: it is half of a secret.
public final class RecoveryShare {
  /// Words of a share.
  public static final int WORDS = 27;

  private static final int DATA_BYTES = 3 + RecoveryPhrase.KEY_BYTES;
  private static final byte[] LABEL = "busel share v1\0".getBytes(StandardCharsets.US_ASCII);

  private final int set;
  private final int needed;
  private final int number;
  private final byte[] bytes;

  RecoveryShare(int set, int needed, int number, byte[] bytes) {
    this.set = set;
    this.needed = needed;
    this.number = number;
    this.bytes = bytes.clone();
  }

  int set() {
    return set;
  }

  /// How many shares open a backup.
  public int needed() {
    return needed;
  }

  /// Which of the shares this is, from 1.
  public int number() {
    return number;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// What to give to a colleague.
  public List<String> words() {
    byte[] data = data();
    return WordList.of(
        ByteBuffer.allocate(DATA_BYTES + 32).put(data).put(checksum(data)).array(), WORDS);
  }

  private byte[] data() {
    return ByteBuffer.allocate(DATA_BYTES)
        .putShort((short) set)
        .put((byte) ((needed - 1) << 4 | number))
        .put(bytes)
        .array();
  }

  private static byte[] checksum(byte[] data) {
    return RecoveryPhrase.sha256(
        ByteBuffer.allocate(LABEL.length + data.length).put(LABEL).put(data).array());
  }

  /// Reads words as somebody typed them.
  public static Words<RecoveryShare> read(List<String> typed) {
    Words<byte[]> words = Words.bytes(typed, WORDS);
    if (!(words instanceof Words.Read<byte[]> read)) {
      return Words.refusal(words);
    }
    byte[] all = read.value();
    byte[] data = Arrays.copyOf(all, DATA_BYTES);
    int needed = ((data[2] & 0xf0) >> 4) + 1;
    int number = data[2] & 0x0f;
    RecoveryShare share =
        new RecoveryShare(
            Short.toUnsignedInt(ByteBuffer.wrap(data).getShort()),
            needed,
            number,
            Arrays.copyOfRange(data, 3, DATA_BYTES));
    boolean right =
        needed >= 2
            && number >= 1
            && RecoveryShare.read(share.words(), typed)
            && Arrays.equals(data, share.data());
    return right ? new Words.Read<>(share) : new Words.Mistaken<>();
  }

  private static boolean read(List<String> expected, List<String> typed) {
    for (int i = 0; i < WORDS; i++) {
      if (!WordList.number(expected.get(i)).equals(WordList.number(typed.get(i)))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "RecoveryShare[hidden]";
  }
}
