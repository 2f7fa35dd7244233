package org.busel.load.kill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.busel.load.Loop;
import org.busel.load.relay.Line;
import org.busel.load.relay.Submits;
import org.busel.wire.v1.RelayFrame;
import org.jspecify.annotations.Nullable;

/// One sender, and what it knows to be accepted. When its line breaks, it sends again what was not answered, with the same ids
/// and in the same order, as PROTOCOL.md asks of a device. On the loop only.
final class SenderJournal {
  private static final Duration REFUSED_RETRY = Duration.ofMillis(20);

  private final Loop loop;
  private final long seed;
  private final int sender;
  private final int inFlight;
  private final Progress progress;
  private final Deque<Integer> unanswered = new ArrayDeque<>();
  private final BitSet accepted = new BitSet();
  private final BitSet excused = new BitSet();
  private @Nullable Submits submits;
  private int nextNumber;
  private boolean sending = true;

  /// @param inFlight submits without an answer, at most
  SenderJournal(Loop loop, long seed, int sender, int inFlight, Progress progress) {
    this.loop = loop;
    this.seed = seed;
    this.sender = sender;
    this.inFlight = inFlight;
    this.progress = progress;
  }

  /// A relay is there (again).
  void connected(Line line, Submits over) {
    submits = over;
    Answers answers = new Answers(over);
    line.reader(answers);
    unanswered.forEach(answers::send);
    answers.refill();
  }

  /// Sends nothing new from here on.
  void stop() {
    sending = false;
  }

  /// Whether everything that was sent has been answered.
  boolean isAnswered() {
    return unanswered.isEmpty();
  }

  /// Numbers of the messages that the relay has accepted.
  BitSet accepted() {
    return accepted;
  }

  /// Numbers of the messages that were refused at first, so that later ones may have overtaken them.
  BitSet excused() {
    return excused;
  }

  /// What one line brings. A line that is no more says nothing that counts.
  private final class Answers implements Line.Reader {
    private final Submits over;
    private final Map<Long, Integer> numbers = new HashMap<>();

    Answers(Submits over) {
      this.over = over;
    }

    void send(int number) {
      Words words = new Words(seed, sender, number);
      numbers.put(over.send(words.idHigh(), words.idLow(), words), number);
    }

    void refill() {
      while (sending && submits == over && unanswered.size() < inFlight) {
        int number = nextNumber++;
        unanswered.add(number);
        send(number);
      }
    }

    @Override
    public void accepted(long request) {
      Integer number = numbers.remove(request);
      if (number != null) {
        accepted.set(number);
        progress.accepted();
        boolean _ = unanswered.remove(number);
        refill();
      }
    }

    @Override
    public void other(RelayFrame frame) {
      Integer number = frame.hasResponse() ? numbers.remove(frame.getResponse().getId()) : null;
      if (number != null) {
        excused.set(number);
        loop.later(
            REFUSED_RETRY,
            () -> {
              if (submits == over) {
                send(number);
              }
            });
      }
    }

    @Override
    public void ended(int status) {
      if (submits == over) {
        submits = null;
      }
    }
  }
}
