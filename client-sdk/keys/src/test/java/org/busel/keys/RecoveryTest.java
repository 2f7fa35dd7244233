package org.busel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.busel.keys.RecoveryShares.Combined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecoveryTest {
  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();

  /// Of the test vectors of BIP-39.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000000, abandon abandon abandon"
        + " abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
        + " abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, zoo zoo zoo zoo zoo zoo zoo"
        + " zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote",
    "68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c, hamster diagram private"
        + " dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple"
        + " dilemma loan word shrug inflict delay length"
  })
  void aPhraseIsThatOfBip39(String hex, String words) {
    byte[] entropy = HexFormat.of().parseHex(hex);

    assertThat(RecoveryPhrase.of(key(entropy))).isEqualTo(List.of(words.split(" ", -1)));
    assertThat(read(List.of(words.split(" ", -1)))).isEqualTo(entropy);
  }

  @Test
  void theFirstFourLettersAreEnoughAndCaseDoesNotMatter() {
    byte[] entropy = random(32);
    List<String> words = RecoveryPhrase.of(key(entropy));
    List<String> typed =
        words.stream()
            .map(word -> " " + word.substring(0, Math.min(4, word.length())).toUpperCase(Locale.ROOT))
            .toList();

    assertThat(read(typed)).isEqualTo(entropy);
  }

  @Test
  void aWrongWordIsNamedByItsPositionWithWordsThatMayHaveBeenMeant() {
    List<String> words = new ArrayList<>(RecoveryPhrase.of(key(random(32))));
    for (int position = 1; position <= 24; position++) {
      List<String> typed = new ArrayList<>(words);
      typed.set(position - 1, "elephan1");

      assertThat(RecoveryPhrase.read(typed))
          .isEqualTo(new Words.Unknown<>(position, List.of("elephant")));
    }
    words.set(7, "бусел");
    assertThat(RecoveryPhrase.read(words)).isEqualTo(new Words.Unknown<>(8, List.of()));
  }

  @Test
  void wordsThatAreMissingOrTooManyAreCounted() {
    List<String> words = RecoveryPhrase.of(key(random(32)));

    assertThat(RecoveryPhrase.read(words.subList(0, 23))).isEqualTo(new Words.Count<>(24, 23));
    assertThat(RecoveryShare.read(words)).isEqualTo(new Words.Count<>(27, 24));
  }

  @Test
  void wordsInAnotherOrderAreMostlyNoticedInAPhraseAndAlwaysInAShare() {
    int noticed = 0;
    int noticedInShares = 0;
    for (int i = 0; i < 300; i++) {
      List<String> phrase = new ArrayList<>(RecoveryPhrase.of(key(random(32))));
      Collections.swap(phrase, i % 23, i % 23 + 1);
      noticed += RecoveryPhrase.read(phrase) instanceof Words.Mistaken ? 1 : 0;
      List<String> share = new ArrayList<>(split(2, 3).get(0).words());
      Collections.swap(share, i % 26, i % 26 + 1);
      noticedInShares += RecoveryShare.read(share) instanceof Words.Mistaken ? 1 : 0;
    }

    assertThat(noticed).isGreaterThan(280); // eight bits miss one of 256
    assertThat(noticedInShares).isGreaterThanOrEqualTo(298); // equal neighbours are no mistake
  }

  @Test
  void everySubsetOfEnoughSharesGivesTheKeyInAnyOrder() {
    byte[] entropy = random(32);
    Random shuffling = new Random(1);
    for (int among = 2; among <= 6; among++) {
      for (int needed = 2; needed <= among; needed++) {
        List<RecoveryShare> shares =
            RecoveryShares.split(key(entropy), needed, among, random).stream()
                .map(share -> ((Words.Read<RecoveryShare>) RecoveryShare.read(share.words())).value())
                .toList();
        for (int subset = 0; subset < 1 << among; subset++) {
          List<RecoveryShare> some = new ArrayList<>(subset(shares, subset));
          Collections.shuffle(some, shuffling);
          if (some.size() >= needed) {
            assertThat(combined(some)).isEqualTo(entropy);
          } else if (!some.isEmpty()) {
            assertThat(RecoveryShares.combine(some))
                .isEqualTo(new Combined.TooFew(needed, some.size()));
          }
        }
      }
    }
  }

  /// What fewer shares than needed say is as even as noise whatever the key is: the best that somebody can do with them
  /// is to draw the curve of one degree less, and where that meets zero, every byte is as likely as any other. That the
  /// measure sees a key that shows is proved with as many shares as are needed.
  @Test
  void everySubsetBelowTheNeededNumberLearnsNothing() {
    for (byte[] entropy : List.of(filled(0), filled(0xff), filled(0x5a))) {
      for (int needed = 2; needed <= 4; needed++) {
        int among = 5;
        int[][] counts = new int[1 << among][256];
        for (int i = 0; i < 400; i++) {
          List<RecoveryShare> shares = RecoveryShares.split(key(entropy), needed, among, random);
          for (int subset = 1; subset < 1 << among; subset++) {
            if (Integer.bitCount(subset) <= needed) {
              for (byte guess : curveAtZero(subset(shares, subset))) {
                counts[subset][guess & 0xff]++;
              }
            }
          }
        }
        for (int subset = 1; subset < 1 << among; subset++) {
          if (Integer.bitCount(subset) < needed) {
            assertThat(chiSquare(counts[subset])).isLessThan(450); // 255, give or take 23
          } else if (Integer.bitCount(subset) == needed) {
            assertThat(chiSquare(counts[subset])).isGreaterThan(1_000_000);
          }
        }
      }
    }
  }

  @Test
  void sharesOfAnotherSplittingAndSharesThatComeTwiceAreNamedByTheirPosition() {
    List<RecoveryShare> one = split(2, 3);
    List<RecoveryShare> other = split(2, 3);
    while (other.get(0).set() == one.get(0).set()) {
      other = split(2, 3);
    }

    assertThat(RecoveryShares.combine(List.of(one.get(0), other.get(1))))
        .isEqualTo(new Combined.OfAnotherSet(2));
    assertThat(RecoveryShares.combine(List.of(one.get(0), one.get(1), one.get(0))))
        .isEqualTo(new Combined.Twice(3));
  }

  @Test
  void numbersOfSharesThatMakeNoSenseAreRefused() {
    for (int[] numbers : new int[][] {{1, 3}, {4, 3}, {2, 16}, {0, 0}}) {
      assertThatThrownBy(() -> split(numbers[0], numbers[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aBackupOpensWithItsKeyOnlyAndIsAPowerOfTwoLong() throws IOException {
    Path file = folder.resolve("backup");
    Secret key = key(random(32));
    for (int length : new int[] {0, 1, 700_000, (1 << 20) - 60, (1 << 20) - 59, 1_500_000}) {
      byte[] bytes = random(length);
      BackupFile.write(file, key, bytes);

      assertThat(((BackupFile.Opened.Whole) BackupFile.open(file, key)).bytes()).isEqualTo(bytes);
      assertThat(Files.size(file)).isIn(1L << 20, 1L << 21);
      assertThat(BackupFile.open(file, key(random(32))))
          .isInstanceOf(BackupFile.Opened.DoesNotOpen.class);
    }
    byte[] all = Files.readAllBytes(file);
    for (int at : new int[] {12, 20, 45, all.length - 1}) {
      byte[] changed = all.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      assertThat(BackupFile.open(file, key)).isInstanceOf(BackupFile.Opened.DoesNotOpen.class);
    }
    all[9] = 2;
    Files.write(file, all);
    assertThat(BackupFile.open(file, key)).isInstanceOf(BackupFile.Opened.TooNew.class);
    Files.write(file, new byte[100]);
    assertThat(BackupFile.open(file, key)).isInstanceOf(BackupFile.Opened.NotABackup.class);
    assertThat(BackupFile.open(folder.resolve("none"), key))
        .isInstanceOf(BackupFile.Opened.NoFile.class);
  }

  private static List<RecoveryShare> subset(List<RecoveryShare> shares, int subset) {
    List<RecoveryShare> some = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      if (((subset >> i) & 1) == 1) {
        some.add(shares.get(i));
      }
    }
    return some;
  }

  /// Lagrange's formula at zero, written here anew.
  private static byte[] curveAtZero(List<RecoveryShare> shares) {
    byte[] sum = new byte[32];
    for (RecoveryShare share : shares) {
      int weight = 1;
      for (RecoveryShare other : shares) {
        if (other != share) {
          weight = times(weight, times(other.number(), inverse(other.number() ^ share.number())));
        }
      }
      byte[] bytes = share.bytes();
      for (int i = 0; i < sum.length; i++) {
        sum[i] ^= (byte) times(weight, bytes[i] & 0xff);
      }
    }
    return sum;
  }

  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= ((b >> bit) & 1) == 1 ? a : 0;
      a = (a << 1) ^ (a >> 7 == 1 ? 0x11b : 0);
    }
    return product;
  }

  private static int inverse(int a) {
    for (int b = 1; b < 256; b++) {
      if (times(a, b) == 1) {
        return b;
      }
    }
    throw new IllegalArgumentException("zero has none");
  }

  private static double chiSquare(int[] counts) {
    double expected = Arrays.stream(counts).sum() / 256.0;
    return Arrays.stream(counts)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  private List<RecoveryShare> split(int needed, int among) {
    return RecoveryShares.split(key(random(32)), needed, among, random);
  }

  private static byte[] combined(List<RecoveryShare> shares) {
    return ((Combined.Key) RecoveryShares.combine(shares)).key().use(byte[]::clone);
  }

  private static byte[] read(List<String> words) {
    return ((Words.Read<Secret>) RecoveryPhrase.read(words)).value().use(byte[]::clone);
  }

  private static Secret key(byte[] entropy) {
    return Secret.takeOver(SecretLabel.RECOVERY, entropy.clone());
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
