package org.busel.relay.listen;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.relay.limits.Gate;
import org.busel.relay.listen.Listener.Rooms;

/// What all connections of a relay share. Safe for many threads.
///
/// **When there is too much.** The bytes of all requests that are being answered are counted together. At half of what
/// is allowed, connections are no longer read, and what devices send waits in their own sockets; they are read again
/// when three quarters are free. If nothing gets free for [#PATIENCE_NANOS], the store has stopped: then everybody is
/// read again, and at the limit each request is told *busy*, so that devices learn it. What is held beside that, of
/// messages that have not come whole and of bytes for which no connection was ready, has a limit of its own.
final class Hall {
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final long MOST_HELD_BYTES = 64L << 20;

  private final Rooms rooms;
  private final ConnectionLimits limits;
  private final Gate gate;
  private final Executor threads;
  private final List<Floor> floors = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong inWork = new AtomicLong();
  private final AtomicLong held = new AtomicLong();
  private volatile long crowdedSinceNanos; // set by whoever crosses the half
  private volatile boolean someoneWaits; // for room; set by a floor, cleared by whoever makes room
  private volatile boolean closing; // set by shutdown, read by each loop before it lets somebody in

  /// @param threads virtual ones, made for each task
  Hall(Rooms rooms, ConnectionLimits limits, Gate gate, Executor threads) {
    this.rooms = rooms;
    this.limits = limits;
    this.gate = gate;
    this.threads = threads;
  }

  void open(Floor floor) {
    floors.add(floor);
  }

  /// Whether one more connection may be opened.
  boolean hasPlace() {
    return !closing && connections.get() < limits.connections();
  }

  void enter() {
    int _ = connections.incrementAndGet();
  }

  void leave() {
    int _ = connections.decrementAndGet();
  }

  /// Takes a request's bytes out of what all requests together may hold.
  ///
  /// @return whether there was room
  boolean reserve(int bytes) {
    long taken = inWork.addAndGet(bytes);
    if (taken > limits.bytesInWork()) {
      long _ = inWork.addAndGet(-bytes);
      return false;
    }
    long half = limits.bytesInWork() / 2;
    if (taken >= half && taken - bytes < half) {
      crowdedSinceNanos = System.nanoTime();
    }
    return true;
  }

  void release(int bytes) {
    long taken = inWork.addAndGet(-bytes);
    if (someoneWaits && taken < limits.bytesInWork() / 4) {
      someoneWaits = false;
      floors.forEach(floor -> floor.post(floor::readAgain));
    }
  }

  /// Whether so much is in work that nothing more should be read for now.
  boolean isCrowded() {
    return inWork.get() >= limits.bytesInWork() / 2
        && System.nanoTime() - crowdedSinceNanos < PATIENCE_NANOS;
  }

  /// Somebody waits for room. If there is some by now, it is given.
  void someoneWaits() {
    someoneWaits = true;
    release(0);
  }

  /// Takes bytes that are not a whole request yet out of what all connections together may hold of that.
  ///
  /// @return whether there was room
  boolean mayHold(int bytes) {
    if (held.addAndGet(bytes) <= MOST_HELD_BYTES) {
      return true;
    }
    holdsNoMore(bytes);
    return false;
  }

  void holdsNoMore(int bytes) {
    long _ = held.addAndGet(-bytes);
  }

  /// Lets nobody in from here on, and tells everybody to come back later.
  void drain() {
    closing = true;
    floors.forEach(floor -> floor.forEach(Connection::drain));
  }

  /// Stops the clocks; everybody is gone.
  void close() {
    floors.forEach(Floor::close);
  }

  boolean isEmpty() {
    return connections.get() == 0;
  }

  Rooms rooms() {
    return rooms;
  }

  ConnectionLimits limits() {
    return limits;
  }

  Gate gate() {
    return gate;
  }

  Executor threads() {
    return threads;
  }
}
