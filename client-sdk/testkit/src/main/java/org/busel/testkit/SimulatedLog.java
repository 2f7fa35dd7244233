package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.wire.LogKeys;
import org.busel.wire.RelayId;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.LogWords;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.WitnessedHead;

/// The simulator's key log, which can be two logs for two people. Safe for many threads.
final class SimulatedLog {
  private final Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
  private final Ed25519PrivateKeyParameters witness =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private final RelayId relay;
  private final Clock clock;
  private final Map<Boolean, SimulatedBranch> branches =
      new HashMap<>(); // this and what follows: guarded by this
  private boolean showsOther;
  private Optional<WitnessedHead> witnessed = Optional.empty();

  SimulatedLog(RelayId relay, Clock clock) {
    this.relay = relay;
    this.clock = clock;
    branches.put(false, new SimulatedBranch());
  }

  LogKeys keys(boolean withWitness) {
    return new LogKeys(
        publicKey(key), withWitness ? Optional.of(publicKey(witness)) : Optional.empty());
  }

  /// Makes a leaf of what these accounts are known by now, in the branch that is shown.
  ///
  /// @param other identity keys of accounts that are not shown with their own
  synchronized void grow(List<SimulatedAccount> accounts, Map<SimulatedAccount, ByteString> other) {
    shown()
        .grow(
            hour(),
            accounts.stream()
                .map(account ->
                    SimulatedBranch.known(
                        account,
                        other.getOrDefault(account, account.registration().getIdentityKey())))
                .toList());
  }

  /// Forgets the newest leaves, as a relay that was restored.
  synchronized void setBack(int leaves) {
    branches.put(showsOther, shown().cut(leaves));
  }

  /// From now on there are two branches, which are the same yet.
  synchronized void fork() {
    branches.put(true, shown().cut(shown().size()));
  }

  /// Which of them whoever asks is shown.
  synchronized void show(boolean other) {
    showsOther = other;
  }

  /// The witness signs what is shown, without looking.
  synchronized void witness() {
    LogHead head = head();
    int hour = hour();
    witnessed =
        Optional.of(
            WitnessedHead.newBuilder()
                .setHead(head)
                .setHour(hour)
                .setSignature(sign(witness, LogWords.witness(relay, head, hour)))
                .build());
  }

  synchronized KeyProof prove(SimulatedAccount account) {
    return shown().prove(account);
  }

  synchronized LogUpdate update(int known) {
    SimulatedBranch branch = shown();
    LogUpdate.Builder update = LogUpdate.newBuilder().setHead(head());
    branch.last().ifPresent(leaf ->
        update.setLast(leaf).setInclusion(LogProofs.join(branch.lastInclusion())));
    update.setConsistency(LogProofs.join(branch.consistency(known)));
    witnessed.ifPresent(word ->
        update
            .setWitnessed(word)
            .setWitnessedConsistency(
                LogProofs.join(branch.consistency((int) word.getHead().getSize()))));
    return update.build();
  }

  private LogHead head() {
    LogHead head =
        LogHead.newBuilder()
            .setSize(shown().size())
            .setHour(hour())
            .setLogRoot(shown().root())
            .build();
    return head.toBuilder().setSignature(sign(key, LogWords.head(relay, head))).build();
  }

  private SimulatedBranch shown() {
    SimulatedBranch branch = branches.get(showsOther);
    if (branch == null) {
      throw new IllegalStateException("the log was not forked");
    }
    return branch;
  }

  private int hour() {
    return Math.toIntExact(Duration.between(Instant.EPOCH, clock.instant()).toHours());
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
}
