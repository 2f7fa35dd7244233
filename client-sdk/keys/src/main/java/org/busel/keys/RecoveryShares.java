package org.busel.keys;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/// Splits a recovery key among colleagues, and puts it together again: Shamir's scheme over GF(256) with the polynomial of
/// AES, as Bouncy Castle has it.
public final class RecoveryShares {
  /// Most shares of one key.
  public static final int MOST = 15;

  private RecoveryShares() {}

  /// Splits `key`.
  ///
  /// @param needed how many open a backup, 2 to `among`
  /// @param among how many there are, 2 to 15
  /// @throws IllegalArgumentException if the numbers are others
  public static List<RecoveryShare> split(
      Secret key, int needed, int among, SecureRandom random) {
    if (needed < 2 || needed > among || among > MOST) {
      throw new IllegalArgumentException("2 to 15 shares, of which at least 2 are needed");
    }
    int set = random.nextInt(1 << 16);
    return RecoveryPhrase.require(key)
        .use(bytes -> {
          try {
            ShamirSplitSecret split =
                ShamirSecretSplitter.getInstance(
                        ShamirSecretSplitter.Algorithm.AES, bytes.length, random)
                    .resplit(bytes, needed, among);
            List<RecoveryShare> shares = new ArrayList<>();
            for (ShamirSplitSecretShare share : split.getSecretShares()) {
              shares.add(new RecoveryShare(set, needed, shares.size() + 1, share.getEncoded()));
            }
            return List.copyOf(shares);
          } catch (IOException e) {
            throw new IllegalStateException("splitting bytes in memory", e);
          }
        });
  }

  /// What became of putting shares together.
  public sealed interface Combined {
    /// The key; the caller closes it. Whether it is the right one, the backup shows.
    record Key(Secret key) implements Combined {}

    /// More shares are needed.
    record TooFew(int needed, int have) implements Combined {}

    /// One is of another splitting than the first.
    ///
    /// @param position from 1, as they were given
    record OfAnotherSet(int position) implements Combined {}

    /// One was given before.
    ///
    /// @param position from 1, as they were given
    record Twice(int position) implements Combined {}
  }

  /// Puts shares together, in any order; more than are needed do no harm.
  ///
  /// @param shares at least one
  public static Combined combine(List<RecoveryShare> shares) {
    RecoveryShare first = shares.get(0);
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < shares.size(); i++) {
      RecoveryShare share = shares.get(i);
      if (share.set() != first.set() || share.needed() != first.needed()) {
        return new Combined.OfAnotherSet(i + 1);
      }
      if (!numbers.add(share.number())) {
        return new Combined.Twice(i + 1);
      }
    }
    if (shares.size() < first.needed()) {
      return new Combined.TooFew(first.needed(), shares.size());
    }
    ShamirSplitSecretShare[] enough =
        shares.stream()
            .limit(first.needed())
            .map(share -> new ShamirSplitSecretShare(share.bytes(), share.number()))
            .toArray(ShamirSplitSecretShare[]::new);
    try {
      byte[] key =
          ShamirSplitSecret.getInstance(ShamirSecretSplitter.Algorithm.AES, enough).getSecret();
      return new Combined.Key(Secret.takeOver(SecretLabel.RECOVERY, key));
    } catch (IOException e) {
      throw new IllegalStateException("putting bytes together in memory", e);
    }
  }
}
