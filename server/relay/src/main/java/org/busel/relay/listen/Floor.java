package org.busel.relay.listen;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.busel.relay.telemetry.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the connections of one event loop have in common: where results of other threads come in, when what was sent
/// is written, and one clock for all. On the event loop only, except what is said to be for any thread.
///
/// One task of the loop runs everything that was posted meanwhile, and then every connection that has something to say
/// writes it: so a commit of a thousand envelopes wakes the loop once, and costs each connection one system call.
final class Floor {
  private static final Logger log = LoggerFactory.getLogger(Floor.class);

  /// So many posted pieces of work are more than a loop should have before it.
  private static final int MANY = 4_096;

  private final EventLoop loop;
  private final Hall hall;
  private ArrayDeque<Runnable> posting = new ArrayDeque<>(); // guarded by this
  private boolean scheduled; // guarded by this; a task of the loop will run what is posted
  private volatile boolean behind; // more than MANY were posted; written under the lock
  private ArrayDeque<Runnable> running = new ArrayDeque<>();
  private List<Peer> flushes = new ArrayList<>();
  private List<Peer> spare = new ArrayList<>();
  private boolean flushScheduled;
  private final List<Connection> connections = new ArrayList<>(); // each knows its place here
  private List<Connection> waitingForRoom = new ArrayList<>();
  private final Future<?> clock;

  Floor(EventLoop loop, Hall hall) {
    this.loop = loop;
    this.hall = hall;
    long beatMillis = hall.limits().times().beat().toMillis();
    this.clock =
        loop.scheduleAtFixedRate(this::beat, beatMillis, beatMillis, TimeUnit.MILLISECONDS);
  }

  Hall hall() {
    return hall;
  }

  /// Written and not yet taken by a peer, before it counts as full.
  int writeQueueBytes() {
    return hall.limits().writeQueueBytes();
  }

  /// Runs `work` soon on the loop, behind what was posted before. Any thread.
  void post(Runnable work) {
    boolean wake;
    synchronized (this) {
      posting.add(work);
      behind = posting.size() > MANY;
      wake = !scheduled;
      scheduled = true;
    }
    if (wake) {
      loop.execute(this::runPosted);
    }
  }

  /// Runs `work` on the loop after `delayMillis`. Any thread.
  void later(long delayMillis, Runnable work) {
    Future<?> _ = loop.schedule(() -> post(work), delayMillis, TimeUnit.MILLISECONDS);
  }

  /// Whether more is posted than the loop gets done at once. Any thread.
  boolean isBehind() {
    return behind;
  }

  private void runPosted() {
    synchronized (this) {
      ArrayDeque<Runnable> full = posting;
      posting = running;
      running = full;
      scheduled = false;
      behind = false;
    }
    for (Runnable work = running.poll(); work != null; work = running.poll()) {
      try {
        work.run();
      } catch (RuntimeException bug) { // the loop's top: the work after it must still be done
        Faults.report(log, "doing a connection's work", bug);
      }
    }
    flush();
  }

  /// Lets `peer` write at the end of this turn of the loop.
  void flushSoon(Peer peer) {
    flushes.add(peer);
    if (!flushScheduled) {
      flushScheduled = true;
      loop.execute(this::flush);
    }
  }

  private void flush() {
    flushScheduled = false;
    List<Peer> now = flushes;
    flushes = spare;
    spare = now;
    for (Peer peer : now) {
      peer.flush();
    }
    now.clear();
  }

  void enter(Connection connection) {
    connection.standAt(connections.size());
    connections.add(connection);
  }

  void leave(Connection connection, int place) {
    Connection youngest = connections.removeLast();
    if (youngest != connection) {
      youngest.standAt(place);
      connections.set(place, youngest);
    }
  }

  /// Reads `connection` again when the relay has room for more.
  void waitForRoom(Connection connection) {
    waitingForRoom.add(connection);
    hall.someoneWaits();
  }

  /// Reads those again that waited for room.
  void readAgain() {
    List<Connection> waited = waitingForRoom;
    waitingForRoom = new ArrayList<>();
    waited.forEach(Connection::readAgain);
  }

  /// Runs `work` for every connection. Any thread.
  void forEach(java.util.function.Consumer<Connection> work) {
    post(() -> List.copyOf(connections).forEach(work));
  }

  private void beat() {
    long nowNanos = System.nanoTime();
    for (int i = connections.size() - 1; i >= 0; i--) { // a connection may leave, and then the last takes its place
      connections.get(i).beat(nowNanos);
    }
    if (!waitingForRoom.isEmpty() && !hall.isCrowded()) {
      readAgain();
    }
  }

  /// Stops the clock. Any thread.
  void close() {
    boolean _ = clock.cancel(false);
  }
}
