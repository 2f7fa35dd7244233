package org.busel.load.flood;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.busel.load.Crowd;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.relay.Acknowledgements;
import org.busel.load.relay.Dialler;
import org.busel.load.relay.Line;
import org.busel.load.relay.Persona;
import org.busel.load.relay.RelayProcess;
import org.busel.load.relay.Submits;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.RelayFrame;
import org.jspecify.annotations.Nullable;

/// An open loop without end: every sender writes all it has into its socket in one turn, far more than may be in flight,
/// and then looks at what comes back. For threads other than the loop.
public final class Flood {
  private static final int CONNECTING = 16;
  private static final Duration TURN = Duration.ofMillis(100);

  private final Loop loop;
  private final RelayProcess relay;
  private final List<Persona> cast;
  private final List<Answers> senders = new ArrayList<>();

  /// @param cast devices whose mailboxes are written to in turns
  public Flood(Loop loop, RelayProcess relay, List<Persona> cast) {
    this.loop = loop;
    this.relay = relay;
    this.cast = List.copyOf(cast);
  }

  /// What came of it.
  ///
  /// @param accepted messages
  /// @param busy messages that were refused with *busy*
  /// @param otherwise messages that were refused with anything else
  /// @param mostResidentKib of the relay, at any time
  public record Report(long accepted, long busy, long otherwise, long mostResidentKib) {}

  /// Sends `each` messages of [org.busel.load.Body#BYTES] over each of so many lines, and waits until each is answered.
  ///
  /// @throws LoadException if a line breaks, or not everything is answered in time
  public Report send(int lines, int each, Duration longest) {
    Dialler dialler = new Dialler(loop, relay.authority());
    List<Line> outboxes =
        Crowd.connect(loop, lines, CONNECTING, _ -> dialler.outbox(relay.address()));
    loop.call(
        "flooding",
        () -> {
          for (int i = 0; i < lines; i++) {
            Line line = outboxes.get(i);
            Submits submits = dialler.submits(line, cast.get(i % cast.size()));
            Answers answers = new Answers();
            line.reader(answers);
            senders.add(answers);
            for (int number = 0; number < each; number++) {
              long _ = submits.send(i, number);
            }
          }
        });
    long most = 0;
    long until = System.nanoTime() + longest.toNanos();
    while (answered() < (long) lines * each) {
      if (System.nanoTime() > until) {
        throw new LoadException(answered() + " of " + (long) lines * each + " were answered");
      }
      loop.run(TURN);
      most = Math.max(most, relay.process().residentKib());
    }
    long resident = most;
    return loop.call("counting", () -> report(resident));
  }

  /// Connects every owner, and waits until everything that was accepted has arrived.
  ///
  /// @return how much of it never did
  public long missing(Duration longest) {
    List<Taken> owners = new ArrayList<>();
    Dialler dialler = new Dialler(loop, relay.authority());
    for (Persona owner : cast) {
      Taken taken = new Taken();
      owners.add(taken);
      boolean _ =
          loop.await(
              "connecting",
              () -> dialler.inbox(relay.address(), owner, taken).thenApply(taken::begin));
    }
    long until = System.nanoTime() + longest.toNanos();
    while (missingNow(owners) > 0 && System.nanoTime() < until) {
      loop.run(TURN);
    }
    return missingNow(owners);
  }

  private long answered() {
    return loop.call("counting", () -> senders.stream().mapToLong(Answers::all).sum());
  }

  private Report report(long mostResidentKib) {
    return new Report(
        senders.stream().mapToLong(sender -> sender.accepted.cardinality()).sum(),
        senders.stream().mapToLong(sender -> sender.busy).sum(),
        senders.stream().mapToLong(sender -> sender.otherwise).sum(),
        mostResidentKib);
  }

  private long missingNow(List<Taken> owners) {
    return loop.call(
        "comparing",
        () -> {
          long missing = 0;
          for (int i = 0; i < senders.size(); i++) {
            BitSet left = (BitSet) senders.get(i).accepted.clone();
            left.andNot(owners.get(i % cast.size()).from(i));
            missing += left.cardinality();
          }
          return missing;
        });
  }

  /// What one sender was told. On the loop only.
  private static final class Answers implements Line.Reader {
    private final BitSet accepted = new BitSet(); // numbers
    private long busy;
    private long otherwise;
    private boolean broken;

    long all() {
      if (broken) {
        throw new LoadException("the relay has hung up on a sender");
      }
      return accepted.cardinality() + busy + otherwise;
    }

    @Override
    public void accepted(long request) {
      accepted.set((int) (request - Submits.FIRST_ID));
    }

    @Override
    public void other(RelayFrame frame) {
      if (frame.getResponse().getRefusal().getCode() == Refusal.Code.CODE_BUSY) {
        busy++;
      } else {
        otherwise++;
      }
    }

    @Override
    public void ended(int status) {
      broken = true;
    }
  }

  /// What one owner was given. On the loop only.
  private static final class Taken implements Line.Reader {
    private final Map<Long, BitSet> bySender = new HashMap<>();
    private @Nullable Acknowledgements acknowledgements;

    boolean begin(Line line) {
      acknowledgements = new Acknowledgements(line);
      return true;
    }

    BitSet from(long sender) {
      return bySender.getOrDefault(sender, new BitSet());
    }

    @Override
    public void delivery(ByteBuf in, int id, int content, int length) {
      bySender
          .computeIfAbsent(in.getLong(content), _ -> new BitSet())
          .set((int) in.getLong(content + Long.BYTES));
      if (acknowledgements != null) {
        acknowledgements.add(in, id);
      }
    }
  }
}
