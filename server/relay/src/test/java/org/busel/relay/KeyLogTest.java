package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.Hash;
import org.busel.relay.keylog.KeyLog;
import org.busel.relay.keylog.KeyLogRules;
import org.busel.relay.keylog.SigningKey;
import org.busel.relay.keylog.Watch;
import org.busel.relay.keylog.WatchFile;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.AccountId;
import org.busel.wire.Decoded;
import org.busel.wire.DeviceId;
import org.busel.wire.LogBodies;
import org.busel.wire.LogLink;
import org.busel.wire.RelayPlace;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.MapProof;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogEntries;
import org.busel.wire.v1.LogLeaf;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.WitnessedHead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLogTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RelayPlace PLACE =
      new RelayPlace(
          "https://relay.example", bytes(32), ByteString.copyFrom(new byte[] {5}).concat(bytes(32)));

  @TempDir Path folder;

  private SigningKey key;
  private SigningKey witness;
  private InMemoryRelayStore store = new InMemoryRelayStore();
  private KeyLog log;
  private LogLink link;

  @BeforeEach
  void open() {
    key = SigningKey.open(folder.resolve("log-key"), "test", RANDOM);
    witness = SigningKey.open(folder.resolve("witness-key"), "test", RANDOM);
    log = over(store);
    link = new LogLink(PLACE, log.publicKey());
  }

  @Test
  void anAccountIsMissingUntilALeafIsMadeAndProvedFromThenOn() {
    Account ada = account();
    log.record(ada, Optional.empty());
    KeyProof before = log.prove(ada);
    assertThat(before.getVersion()).isZero();
    assertThat(isMissing(ada, before, LogHash.EMPTY)).isTrue();

    log.round();

    KeyProof proof = log.prove(ada);
    assertThat(proof.getVersion()).isEqualTo(1);
    assertThat(proof.getSize()).isEqualTo(1);
    assertThat(isProved(ada, proof, log.update(0).getLast())).isTrue();
    Account ben = account();
    assertThat(isProved(ben, proof, log.update(0).getLast())).isFalse();
    assertThat(isMissing(ben, log.prove(ben), log.update(0).getLast().getMapRoot())).isTrue();
  }

  @Test
  void aLogThatIsReadAgainProvesTheSame() {
    Account ada = account();
    for (int i = 0; i < 2_500; i++) {
      log.record(i == 1_200 ? ada : account(), Optional.empty());
    }
    log.round();

    KeyLog again = over(store);

    assertThat(again.update(1)).isEqualTo(log.update(1));
    assertThat(again.update(0).getLast().getEntries()).isEqualTo(2_500);
    assertThat(isProved(ada, again.prove(ada), again.update(0).getLast())).isTrue();
  }

  @Test
  void everyHeadIsProvedToBeginWithEveryEarlierOne() {
    ByteString root = null;
    for (int leaf = 1; leaf <= 9; leaf++) {
      log.record(account(), Optional.empty());
      log.round();
      LogUpdate update = log.update(leaf - 1);
      assertThat(
              root == null
                  || LogProofs.extend(
                      root,
                      leaf - 1,
                      update.getHead().getLogRoot(),
                      leaf,
                      LogProofs.split(update.getConsistency())))
          .isTrue();
      root = update.getHead().getLogRoot();
    }
  }

  @Test
  void aWitnessSignsWhatItHasSeenGrowAndTheRelayShowsIt() {
    log.record(account(), Optional.empty());
    log.round();
    Watch watch = watch(log);

    assertThat(watch.round(witness)).isEqualTo(new Watch.Round.Signed(1, 1));
    assertThat(log.update(0).getWitnessed().getHead().getSize()).isEqualTo(1);
    log.record(account(), Optional.empty());
    log.round();
    // A witness that was started again goes on where it was.
    assertThat(watch(log).round(witness)).isEqualTo(new Watch.Round.Signed(2, 2));
    assertThat(log.state().witnessedBefore()).contains(Duration.ZERO);
  }

  @Test
  void aStrangersWordIsNotKept() {
    log.record(account(), Optional.empty());
    log.round();
    SigningKey stranger = SigningKey.open(folder.resolve("stranger"), "test", RANDOM);

    assertThat(watch(log).round(stranger)).isInstanceOf(Watch.Round.NotWanted.class);

    assertThat(log.update(0).hasWitnessed()).isFalse();
  }

  @Test
  void aRelayThatWasRestoredFromAnOldBackupLearnsItFromItsWitness() {
    log.record(account(), Optional.empty());
    log.round();
    InMemoryRelayStore old = new InMemoryRelayStore();
    Watch watch = watch(log);
    assertThat(watch.round(witness)).isInstanceOf(Watch.Round.Signed.class);
    KeyLog restored = over(old);

    assertThat(watch(restored).round(witness)).isInstanceOf(Watch.Round.Caught.class);
    assertThat(restored.state().isBehind()).isTrue();
    assertThat(restored.update(0).hasWitnessed()).isFalse();

    restored.record(account(), Optional.empty());
    restored.round();
    assertThat(watch(restored).round(witness)).isInstanceOf(Watch.Round.Caught.class);
    new WatchFile(folder.resolve("witness"), "log").forget();
    assertThat(watch(restored).round(witness)).isInstanceOf(Watch.Round.Signed.class);
    assertThat(restored.state().isBehind()).isFalse();
  }

  @Test
  void aWitnessSignsNoLogInWhichAnEntryWasChangedOrRemoved() {
    for (int i = 0; i < 3; i++) {
      log.record(account(), Optional.empty());
    }
    log.round();
    log.record(account(), Optional.empty());
    log.round();
    Account newest = account();
    log.record(newest, Optional.empty());
    log.round();
    for (int lie = 0; lie < 4; lie++) {
      new WatchFile(folder.resolve("witness"), "log").forget();
      Watch watch = Watch.open(link, new Lying(log, lie), file(), Clock.systemUTC());

      assertThat(watch.round(witness)).as("lie %s", lie).isInstanceOf(Watch.Round.Caught.class);
    }
    assertThat(log.update(0).hasWitnessed()).isFalse();
  }

  private Watch watch(KeyLog of) {
    return Watch.open(link, new Honest(of), file(), Clock.systemUTC());
  }

  private WatchFile file() {
    return new WatchFile(folder.resolve("witness"), "log");
  }

  private KeyLog over(InMemoryRelayStore of) {
    return new KeyLog(
        of.keyLog(),
        PLACE.id(),
        key,
        new KeyLogRules(Duration.ofHours(1), Optional.of(witness.publicKey())),
        Clock.systemUTC());
  }

  private static boolean isProved(Account account, KeyProof proof, LogLeaf leaf) {
    KeyPlaces places = KeyPlaces.of(account.id(), account.capability().bytes());
    return MapProof.shows(
            leaf.getMapRoot(),
            places.row(proof.getVersion(), proof.getMaterial()),
            LogProofs.split(proof.getPresent()))
        && absent(proof).showsNothing(leaf.getMapRoot(), places.position(proof.getVersion() + 1));
  }

  private static boolean isMissing(Account account, KeyProof proof, ByteString root) {
    return proof.getVersion() == 0
        && absent(proof)
            .showsNothing(
                root, KeyPlaces.of(account.id(), account.capability().bytes()).position(1));
  }

  private static MapProof absent(KeyProof proof) {
    return new MapProof(
        LogProofs.split(proof.getAbsent()),
        proof.hasBeside() ? Optional.of(MapRow.of(proof.getBeside())) : Optional.empty());
  }

  private static Account account() {
    AccountId id = AccountId.of(bytes(AccountId.BYTES));
    Device device = new Device(new DeviceId(id, 1), bytes(32), bytes(33), 5);
    return new Account(id, new Hash(bytes(32)), List.of(device));
  }

  private static ByteString bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  /// The requests without a network.
  private static class Honest implements Watch.Line {
    private final KeyLog of;

    Honest(KeyLog of) {
      this.of = of;
    }

    @Override
    public Optional<ByteString> get(String path) {
      String number = path.replaceAll("\\D+", " ").strip();
      String last = number.substring(number.lastIndexOf(' ') + 1);
      return path.contains("head")
          ? Optional.of(of.update(Long.parseLong(last)).toByteString())
          : leaf(Integer.parseInt(last)).map(LogEntries::toByteString);
    }

    Optional<LogEntries> leaf(int number) {
      return of.leaf(number);
    }

    @Override
    public int put(String path, ByteString body) {
      if (!(LogBodies.witnessed(body) instanceof Decoded.Frame<WitnessedHead>(WitnessedHead word))) {
        return 400;
      }
      return switch (of.witness(word)) {
        case KEPT -> 204;
        case FOREIGN -> 403;
        case BEHIND -> 409;
      };
    }
  }

  /// Shows the second leaf with something else in it than the head says.
  private static final class Lying extends Honest {
    private final int lie;

    Lying(KeyLog of, int lie) {
      super(of);
      this.lie = lie;
    }

    @Override
    Optional<LogEntries> leaf(int number) {
      LogEntries honest = super.leaf(number).orElseThrow();
      LogEntries.Builder leaf = honest.toBuilder();
      if (number == 1) {
        switch (lie) {
          case 0 -> leaf.setEntries(0, leaf.getEntries(0).toBuilder().setValue(bytes(32)));
          case 1 -> leaf.addEntries(new MapRow(bytes(32), bytes(32)).toWire());
          case 2 -> {
            LogEntries first = super.leaf(0).orElseThrow();
            leaf.setEntries(0, first.getEntries(0).toBuilder().setValue(bytes(32)));
          }
          default -> leaf.setLeaf(leaf.getLeaf().toBuilder().setMapRoot(bytes(32)));
        }
      }
      return Optional.of(leaf.build());
    }
  }
}
