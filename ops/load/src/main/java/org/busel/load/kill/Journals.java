package org.busel.load.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.busel.load.Loop;
import org.busel.load.relay.Cast;
import org.busel.load.relay.Dialler;
import org.busel.load.relay.Persona;
import org.busel.load.relay.RelayProcess;

/// Everybody who writes and reads in a run, with what each has written down: twelve mailboxes, two senders for each, sixteen
/// submits of each sender unanswered. For threads other than the loop.
public final class Journals {
  /// How many mailboxes there are.
  public static final int MAILBOXES = 12;

  /// How many senders write to each.
  public static final int SENDERS_EACH = 2;

  private static final int IN_FLIGHT = 16;
  private static final Duration TURN = Duration.ofMillis(100);

  private final Loop loop;
  private final long seed;
  private final List<Persona> cast;
  private final List<SenderJournal> senders = new ArrayList<>();
  private final List<ReceiverJournal> receivers = new ArrayList<>();
  private final Progress progress = new Progress();

  private Journals(Loop loop, long seed, List<Persona> cast) {
    this.loop = loop;
    this.seed = seed;
    this.cast = cast;
    for (int i = 0; i < MAILBOXES; i++) {
      receivers.add(new ReceiverJournal(seed, i * SENDERS_EACH, SENDERS_EACH));
    }
    for (int i = 0; i < MAILBOXES * SENDERS_EACH; i++) {
      senders.add(new SenderJournal(loop, seed, i, IN_FLIGHT, progress));
    }
  }

  /// Empty journals, of devices that are registered with a relay which is not running.
  ///
  /// @param seed of all contents
  public static Journals open(Loop loop, RelayProcess.Start relay, long seed) {
    return new Journals(loop, seed, Cast.register(relay.folder(), MAILBOXES));
  }

  /// Which mailboxes.
  ///
  /// @return all of them
  public static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, MAILBOXES);
    return all;
  }

  /// Connects the owners of some mailboxes, and all senders; returns when so many more messages were accepted.
  ///
  /// @param longest returns after this even if they were not
  public void write(RelayProcess relay, BitSet readers, long messages, Duration longest) {
    progress.await(
        loop,
        messages,
        longest,
        () -> {
          connectReaders(relay, readers);
          connectSenders(relay);
        });
  }

  /// Connects the owners of some mailboxes.
  public void read(RelayProcess relay, BitSet readers) {
    loop.call("connecting", () -> connectReaders(relay, readers));
  }

  /// From here on nobody sends anything new; what is unanswered is still sent again.
  public void stopWriting() {
    loop.call("stopping", () -> senders.forEach(SenderJournal::stop));
  }

  /// Waits until every submit was answered and, in `readers`, everything accepted has arrived; or for `longest`.
  ///
  /// @return whether that came about
  public boolean settle(BitSet readers, Duration longest) {
    long turns = longest.dividedBy(TURN);
    for (long turn = 0; turn < turns; turn++) {
      boolean quiet =
          loop.call(
              "looking",
              () ->
                  senders.stream().allMatch(SenderJournal::isAnswered)
                      && readers.stream().allMatch(mailbox -> lost(mailbox) == 0));
      if (quiet) {
        return true;
      }
      loop.run(TURN);
    }
    return false;
  }

  /// How many messages to all mailboxes the relay has accepted by now, for each sender.
  public List<BitSet> accepted() {
    return loop.call(
        "copying",
        () -> senders.stream().map(sender -> (BitSet) sender.accepted().clone()).toList());
  }

  /// Which messages of a sender have been delivered by now.
  public BitSet delivered(int sender) {
    return loop.call(
        "copying", () -> (BitSet) receivers.get(sender / SENDERS_EACH).delivered(sender).clone());
  }

  /// Whose mailbox it is.
  public Persona owner(int mailbox) {
    return cast.get(mailbox);
  }

  /// The last eight bytes of a message's content, as they must lie in a store.
  public long endOf(int sender, int number) {
    return new Words(seed, sender, number).last();
  }

  /// What all journals say together.
  ///
  /// @param kills how often the relay was killed while it carried messages
  /// @param whileStarting and before it was ready
  public KillReport report(int kills, int whileStarting) {
    return loop.call("comparing", () -> compare(kills, whileStarting));
  }

  private void connectReaders(RelayProcess relay, BitSet readers) {
    Dialler dialler = new Dialler(loop, relay.authority());
    readers.stream()
        .forEach(mailbox -> {
          ReceiverJournal receiver = receivers.get(mailbox);
          var _ =
              dialler
                  .inbox(relay.address(), cast.get(mailbox), receiver)
                  .thenAccept(receiver::connected);
        });
  }

  private void connectSenders(RelayProcess relay) {
    Dialler dialler = new Dialler(loop, relay.authority());
    for (int i = 0; i < senders.size(); i++) {
      SenderJournal sender = senders.get(i);
      Persona recipient = cast.get(i / SENDERS_EACH);
      var _ =
          dialler
              .outbox(relay.address())
              .thenAccept(line -> sender.connected(line, dialler.submits(line, recipient)));
    }
  }

  private long lost(int mailbox) {
    long lost = 0;
    for (int i = mailbox * SENDERS_EACH; i < (mailbox + 1) * SENDERS_EACH; i++) {
      BitSet missing = (BitSet) senders.get(i).accepted().clone();
      missing.andNot(receivers.get(mailbox).delivered(i));
      lost += missing.cardinality();
    }
    return lost;
  }

  private KillReport compare(int kills, int whileStarting) {
    long accepted = 0;
    long delivered = 0;
    long outOfOrder = 0;
    long refused = 0;
    for (int i = 0; i < senders.size(); i++) {
      ReceiverJournal receiver = receivers.get(i / SENDERS_EACH);
      BitSet late = (BitSet) receiver.late(i).clone();
      late.andNot(senders.get(i).excused());
      accepted += senders.get(i).accepted().cardinality();
      delivered += receiver.delivered(i).cardinality();
      outOfOrder += late.cardinality();
      refused += senders.get(i).excused().cardinality();
    }
    return new KillReport(
        kills,
        whileStarting,
        accepted,
        delivered,
        all().stream().mapToLong(this::lost).sum(),
        receivers.stream().mapToLong(ReceiverJournal::altered).sum(),
        outOfOrder,
        receivers.stream().mapToLong(ReceiverJournal::duplicates).sum(),
        refused);
  }
}
