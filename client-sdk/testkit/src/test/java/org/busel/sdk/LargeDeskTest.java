package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.busel.keys.Argon2Cost;
import org.busel.keys.DeskKey;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.sdk.desks.Chain;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Verdict;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.testkit.ManualClock;
import org.busel.testkit.RelaySimulator;
import org.busel.wire.DeskProofs;
import org.busel.wire.v1.DeskAdding;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.SignedDeskChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk with as many members as `-Dbusel.desk-members` says, up to 200; a few otherwise. Everybody is a device of their own
/// at the relay, and every copy is sealed in full.
class LargeDeskTest {
  private static final int MEMBERS = Integer.getInteger("busel.desk-members", 10);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final RelaySimulator relay = RelaySimulator.started(clock);
  private final Options options =
      Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1)).withClock(clock);
  private final Map<Integer, Device> open = new HashMap<>();

  @AfterEach
  void close() {
    open.values().forEach(Device::close);
    relay.close();
  }

  @Test
  void everyMemberIsWrittenToAndWhoWasAwayForAMonthCatchesUp() {
    int last = MEMBERS - 1;
    founded(MEMBERS, 0, 1, last);
    DeskConversation desk = desk(0);

    Message first = said("sessions and a first message", () -> desk.send("the embargo is lifted"));
    assertThat(relay.waitingSizes()).hasSize(MEMBERS - 1).containsOnly(relay.waitingSizes().get(0));
    said("another message", () -> desk.send("at nine"));
    for (int reader : List.of(1, last)) {
      var unused = device(reader).receive(LONG);
      assertThat(desk(reader).history(10))
          .extracting(Message::text)
          .containsExactly("the embargo is lifted", "at nine");
    }
    assertThat(desk.deleteForEveryone(first)).isInstanceOf(ChangeOutcome.Changed.class);
    // Of those who have fetched nothing: what was not deleted, and the deletion.
    assertThat(relay.waiting()).isEqualTo(2 * (MEMBERS - 3) + 2);

    device(last).close();
    for (int i = 1; i <= 3; i++) {
      assertThat(device(0).desks().rename(named(0), "Investigations " + i))
          .isInstanceOf(DeskOutcome.Done.class);
    }
    clock.advance(Duration.ofDays(31));
    relay.expireAll();
    open.put(last, opened(last));
    var unused = device(last).receive(LONG);
    assertThat(desk(last).send("what did I miss?")).isInstanceOf(DeskSendOutcome.Accepted.class);
    var heard = device(0).receive(LONG); // an admin sees what is lacking, and gives it
    assertThat(heard.messages()).extracting(Message::text).contains("what did I miss?");
    var caughtUp = device(last).receive(LONG);

    assertThat(caughtUp.events()).anyMatch(Event.DeskChanged.class::isInstance);
    assertThat(named(last).name()).isEqualTo("Investigations 3");
    assertThat(device(last).desks().members(named(last))).hasSize(MEMBERS);
  }

  @Test
  void whatAMemberWhoIsNoContactCouldNotOpenComesAgainAsItIsNow() {
    founded(3, 0, 1, 2);
    assertThat(desk(1).send("hello")).isInstanceOf(DeskSendOutcome.Accepted.class);
    assertThat(device(2).receive(LONG).messages()).hasSize(1);
    device(2).close();
    assertThat(inside(2, profile -> tx -> lose(tx, Kind.SESSION))).isEqualTo(2);
    open.put(2, opened(2));

    Message lost = said("after a lost session", () -> desk(1).send("the tape is at Dan's"));
    assertThat(desk(1).edit(lost, "the tape is at Eve's")).isInstanceOf(ChangeOutcome.Changed.class);
    for (int reader : List.of(2, 1, 2)) { // asks, is answered, and has it
      assertThat(device(reader).receive(LONG)).isInstanceOf(ReceiveOutcome.Drained.class);
    }

    assertThat(desk(2).history(10))
        .extracting(Message::text)
        .containsExactly("hello", "the tape is at Eve's");
    assertThat(device(2).contacts()).isEmpty();
  }

  private static int lose(Transaction tx, Kind kind) {
    List<String> names =
        tx.contacts().all().stream()
            .map(it -> HexFormat.of().formatHex(it.getAccount().toByteArray()) + ".1")
            .toList();
    names.forEach(name -> tx.sessions().remove(kind, name));
    return names.size();
  }

  /// A desk of so many; these devices are open.
  private void founded(int members, Integer... readers) {
    List<Founded> people =
        IntStream.range(0, members).parallel().mapToObj(this::joined).toList();
    List<SignedDeskChange> changes = chain(people);
    for (int reader : readers) {
      int others =
          inside(
              reader,
              profile -> tx -> {
                DeskBook book = new DeskBook(profile, new AddressBook(profile));
                OpenDesk desk = book.open(tx, save(tx, people.get(reader), changes));
                return book.peers(tx, desk).size();
              });
      assertThat(others).isEqualTo(members - 1);
      open.put(reader, opened(reader));
    }
  }

  private Message said(String what, Supplier<DeskSendOutcome> send) {
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    DeskSendOutcome outcome = send.get();
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    wall = System.nanoTime() - wall;
    System.out.printf(
        "desk of %d, %s: %d ms, of which %d ms CPU of the sender%n",
        named(0).members(), what, wall / 1_000_000, cpu / 1_000_000);
    assertThat(outcome).isInstanceOf(DeskSendOutcome.Accepted.class);
    return ((DeskSendOutcome.Accepted) outcome).message();
  }

  private record Founded(ByteString seed, DeskKey key, ByteString member) {}

  /// Registered like anybody, and closed again; with a desk key.
  private Founded joined(int number) {
    Path own = folder.resolve("" + number);
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(own, relay.joinLink(), passphrase, options);
      Device device = ((JoinOutcome.Joined) outcome).device();
      var card = device.invite(Duration.ofDays(1)).card();
      device.close();
      byte[] seed = new byte[32];
      options.random().nextBytes(seed);
      ByteString kept = ByteString.copyFrom(seed);
      DeskKey key = DeskKey.of(Secret.takeOver(SecretLabel.DESK_KEY, seed));
      ByteString member =
          DeskMember.newBuilder()
              .setCard(card.toWire())
              .setDeskKey(ByteString.copyFrom(key.publicKey()))
              .setName("member " + number)
              .build()
              .toByteString();
      return new Founded(kept, key, member);
    }
  }

  /// The first founds a desk and adds all others.
  private static List<SignedDeskChange> chain(List<Founded> people) {
    Founded founder = people.get(0);
    SignedDeskChange founding = Chain.found("Investigations", founder.member(), founder.key());
    Chain chain = new Chain(Chain.idOf(founding));
    assertThat(chain.offer(founding)).isInstanceOf(Verdict.Taken.class);
    ChangeId seat = Chain.idOf(founding);
    for (Founded other : people.subList(1, people.size())) {
      byte[] proof =
          other.key().sign(DeskProofs.memberToSign(chain.desk().bytes(), other.member()));
      DeskAdding adding =
          DeskAdding.newBuilder()
              .setMember(other.member())
              .setProof(ByteString.copyFrom(proof))
              .build();
      assertThat(chain.change(DeskChange.newBuilder().setAdding(adding), seat, founder.key()))
          .isInstanceOf(Verdict.Taken.class);
    }
    return new ArrayList<>(chain.lackedBy(List.of()));
  }

  /// Does something in the store of a device that is closed.
  private int inside(int number, Function<Profile, ToIntFunction<Transaction>> work) {
    ProfileFolder own = ProfileFolder.take(folder.resolve("" + number)).orElseThrow();
    try (Passphrase passphrase = passphrase()) {
      Unlocking unlocked = ((Unlocking.Outcome.Done) Unlocking.unlock(own, passphrase)).unlocked();
      Profile profile =
          unlocked.profile(unlocked.store().transact(Transaction::profile).orElseThrow(), options);
      int done = profile.transact("changing a store", work.apply(profile)::applyAsInt);
      unlocked.close();
      return done;
    } finally {
      own.close();
    }
  }

  /// As a device keeps it that has taken all of that in.
  private StoredDesk save(Transaction tx, Founded person, List<SignedDeskChange> changes) {
    ByteString id = Chain.idOf(changes.get(0)).bytes();
    for (int i = 0; i < changes.size(); i++) {
      tx.desks().add(id, i, changes.get(i));
    }
    StoredDesk desk =
        StoredDesk.newBuilder()
            .setDesk(id)
            .setStanding(StoredDesk.Standing.STANDING_MEMBER)
            .setKeySeed(person.seed())
            .setHeardAtMillis(clock.instant().toEpochMilli())
            .build();
    tx.desks().save(desk);
    return desk;
  }

  private Device opened(int number) {
    try (Passphrase passphrase = passphrase()) {
      return ((OpenOutcome.Opened) Busel.open(folder.resolve("" + number), passphrase, options))
          .device();
    }
  }

  private Device device(int number) {
    Device device = open.get(number);
    if (device == null) {
      throw new IllegalArgumentException("closed");
    }
    return device;
  }

  private Desk named(int number) {
    return device(number).desks().all().get(0);
  }

  private DeskConversation desk(int number) {
    return device(number).conversation(named(number));
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver("correct horse".toCharArray());
  }
}
