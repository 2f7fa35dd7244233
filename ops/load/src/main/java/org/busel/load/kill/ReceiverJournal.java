package org.busel.load.kill;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.busel.load.Body;
import org.busel.load.relay.Acknowledgements;
import org.busel.load.relay.Line;
import org.jspecify.annotations.Nullable;

/// One receiver, and what was delivered to it. It writes down, then acknowledges. On the loop only.
final class ReceiverJournal implements Line.Reader {
  private final long seed;
  private final int firstSender;
  private final List<BitSet> delivered = new ArrayList<>();
  private final List<BitSet> late = new ArrayList<>();
  private long altered;
  private long duplicates;
  private @Nullable Acknowledgements acknowledgements;

  /// @param firstSender of those that write to this mailbox
  /// @param senders how many of them follow each other
  ReceiverJournal(long seed, int firstSender, int senders) {
    this.seed = seed;
    this.firstSender = firstSender;
    for (int i = 0; i < senders; i++) {
      delivered.add(new BitSet());
      late.add(new BitSet());
    }
  }

  /// A relay is there (again).
  void connected(Line opened) {
    acknowledgements = new Acknowledgements(opened);
  }

  @Override
  public void delivery(ByteBuf in, int id, int content, int length) {
    long sender = length < Body.HEAD_BYTES ? -1 : in.getLong(content);
    long number = length < Body.HEAD_BYTES ? -1 : in.getLong(content + Long.BYTES);
    int place = (int) (sender - firstSender);
    if (place < 0
        || place >= delivered.size()
        || number < 0
        || number > Integer.MAX_VALUE
        || !new Words(seed, sender, number).are(in, id, content, length)) {
      altered++;
    } else {
      write(place, (int) number);
    }
    if (acknowledgements != null) {
      acknowledgements.add(in, id);
    }
  }

  private void write(int place, int number) {
    BitSet journal = delivered.get(place);
    if (journal.get(number)) {
      duplicates++;
      return;
    }
    if (number < journal.length()) {
      late.get(place).set(number);
    }
    journal.set(number);
  }

  /// Numbers that were delivered, of one of its senders.
  BitSet delivered(int sender) {
    return delivered.get(sender - firstSender);
  }

  /// Numbers that were delivered only after a later one of the same sender.
  BitSet late(int sender) {
    return late.get(sender - firstSender);
  }

  long altered() {
    return altered;
  }

  long duplicates() {
    return duplicates;
  }
}
