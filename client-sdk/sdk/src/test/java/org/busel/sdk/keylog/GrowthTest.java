package org.busel.sdk.keylog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.wire.LogKeys;
import org.busel.wire.RelayId;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.LogTree;
import org.busel.wire.log.LogWords;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogLeaf;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.WitnessedHead;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final int HOUR = 498_000;
  private static final LogHead NOTHING = LogHead.getDefaultInstance();

  private final SecureRandom random = new SecureRandom();
  private final Ed25519PrivateKeyParameters relayKey = new Ed25519PrivateKeyParameters(random);
  private final Ed25519PrivateKeyParameters witnessKey = new Ed25519PrivateKeyParameters(random);
  private final RelayId relay = new RelayId(bytes());
  private final LogSignatures signatures =
      new LogSignatures(
          relay, new LogKeys(publicKey(relayKey), Optional.of(publicKey(witnessKey))));
  private final LogTree tree = new LogTree();
  private final List<LogLeaf> leaves = new ArrayList<>();

  @Test
  void aHeadThatBeginsWithTheOneBeforeIsTaken() {
    LogHead seen = grow(5);
    LogHead now = grow(4);

    Growth growth = Growth.of(signatures, seen, update(5, now), HOUR);

    assertThat(growth).isEqualTo(new Growth.Same(now, leaves.get(8).getMapRoot(), 0));
  }

  @Test
  void aHeadThatTheRelayHasNotSignedIsNoWordOfIt() {
    LogHead now = grow(3);
    LogUpdate forged =
        update(0, now.toBuilder().setSignature(sign(witnessKey, LogWords.head(relay, now))).build());

    assertThat(Growth.of(signatures, NOTHING, forged, HOUR)).isInstanceOf(Growth.Unsound.class);
  }

  @Test
  void aHeadOfAnotherHourThanThisWeeksIsStale() {
    LogHead now = grow(3);

    assertThat(Growth.of(signatures, NOTHING, update(0, now), HOUR + 7 * 24))
        .isInstanceOf(Growth.Same.class);
    assertThat(Growth.of(signatures, NOTHING, update(0, now), HOUR + 7 * 24 + 1))
        .isInstanceOf(Growth.Stale.class);
    assertThat(Growth.of(signatures, NOTHING, update(0, now), HOUR - 7 * 24 - 1))
        .isInstanceOf(Growth.Stale.class);
  }

  @Test
  void aSmallerHeadIsSetBackAndAnotherOfTheSameSizeForked() {
    LogHead earlier = grow(3);
    LogUpdate back = update(0, earlier);
    LogHead now = grow(2);
    LogHead other = signed(5, bytes());

    assertThat(Growth.of(signatures, now, back, HOUR)).isEqualTo(new Growth.SetBack(earlier));
    assertThat(Growth.of(signatures, other, update(5, now), HOUR))
        .isEqualTo(new Growth.Forked(now));
    assertThat(Growth.of(signatures, signed(4, bytes()), update(4, now), HOUR))
        .isEqualTo(new Growth.Forked(now));
  }

  @Test
  void aLeafThatIsNotInTheLogIsNotTaken() {
    LogHead now = grow(6);
    LogUpdate.Builder update = update(0, now).toBuilder();
    update.getLastBuilder().setMapRoot(bytes());

    assertThat(Growth.of(signatures, NOTHING, update.build(), HOUR))
        .isInstanceOf(Growth.Unsound.class);
  }

  @Test
  void aLogThatGrowsByALeafForEachWhoAsksIsNotTaken() {
    LogHead seen = grow(1);
    LogHead allowed = grow(64);
    LogUpdate update = update(1, allowed);
    LogHead more = grow(1);

    assertThat(Growth.of(signatures, seen, update, HOUR)).isInstanceOf(Growth.Same.class);
    assertThat(Growth.of(signatures, seen, update(1, more), HOUR))
        .isInstanceOf(Growth.Unsound.class);
  }

  @Test
  void theWordOfAWitnessCountsIfItIsTheWitnessesAndAboutThisLog() {
    LogHead witnessed = grow(3);
    LogHead now = grow(4);

    assertThat(witnessedHour(now, word(witnessed, witnessKey))).isEqualTo(HOUR);
    assertThat(witnessedHour(now, word(witnessed, relayKey))).isZero();
    assertThat(witnessedHour(now, word(signed(3, bytes()), witnessKey))).isZero();
  }

  private int witnessedHour(LogHead now, WitnessedHead word) {
    LogUpdate update =
        update(0, now).toBuilder()
            .setWitnessed(word)
            .setWitnessedConsistency(LogProofs.join(tree.consistency(3, tree.size())))
            .build();
    Growth growth = Growth.of(signatures, NOTHING, update, HOUR);
    return ((Growth.Same) growth).witnessedHour();
  }

  private WitnessedHead word(LogHead head, Ed25519PrivateKeyParameters key) {
    return WitnessedHead.newBuilder()
        .setHead(head)
        .setHour(HOUR)
        .setSignature(sign(key, LogWords.witness(relay, head, HOUR)))
        .build();
  }

  private LogHead grow(int more) {
    for (int i = 0; i < more; i++) {
      LogLeaf leaf =
          LogLeaf.newBuilder()
              .setHour(HOUR)
              .setEntries(leaves.size() + 1L)
              .setMapRoot(bytes())
              .build();
      leaves.add(leaf);
      tree.add(LogHash.leaf(leaf));
    }
    return signed(tree.size(), tree.root(tree.size()));
  }

  private LogHead signed(int size, ByteString root) {
    LogHead head = LogHead.newBuilder().setSize(size).setHour(HOUR).setLogRoot(root).build();
    return head.toBuilder().setSignature(sign(relayKey, LogWords.head(relay, head))).build();
  }

  private LogUpdate update(int known, LogHead head) {
    int size = (int) head.getSize();
    return LogUpdate.newBuilder()
        .setHead(head)
        .setLast(leaves.get(size - 1))
        .setInclusion(LogProofs.join(tree.inclusion(size - 1, size)))
        .setConsistency(LogProofs.join(tree.consistency(known, size)))
        .build();
  }

  private static ByteString sign(Ed25519PrivateKeyParameters key, byte[] bytes) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return ByteString.copyFrom(signer.generateSignature());
  }

  private static ByteString publicKey(Ed25519PrivateKeyParameters key) {
    return ByteString.copyFrom(key.generatePublicKey().getEncoded());
  }

  private ByteString bytes() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
