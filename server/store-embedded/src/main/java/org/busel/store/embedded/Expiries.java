package org.busel.store.embedded;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which mailboxes must be looked at in which hour, because something in them expires then. So that expiry costs nothing
/// where nothing expires, however much waits. Safe for many threads.
final class Expiries {
  private final TreeMap<Integer, Set<Mailbox>> byHour = new TreeMap<>(); // guarded by this

  /// Something in `mailbox` expires in this hour.
  synchronized void watch(Mailbox mailbox, int hour) {
    boolean _ = byHour.computeIfAbsent(hour, _ -> new HashSet<>()).add(mailbox);
  }

  /// Takes out the mailboxes in which something may have expired by hour `nowHour`. Each must be told to
  /// [Mailbox#watchNext] afterwards.
  synchronized Set<Mailbox> takeDue(int nowHour) {
    Set<Mailbox> due = new HashSet<>();
    Iterator<Map.Entry<Integer, Set<Mailbox>>> hours =
        byHour.headMap(nowHour, true).entrySet().iterator();
    while (hours.hasNext()) {
      due.addAll(hours.next().getValue());
      hours.remove();
    }
    return due;
  }
}
