package org.busel.relay.listen;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.busel.relay.limits.Gate;
import org.busel.relay.listen.Listener.Rooms;

/// What all connections of a relay share. Safe for many threads.
final class Hall {
  private final Rooms rooms;
  private final ConnectionLimits limits;
  private final Gate gate;
  private final Executor threads;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore bytesInWork;
  private volatile boolean closing; // set by shutdown, read by each loop before it lets somebody in

  /// @param threads virtual ones, made for each task
  Hall(Rooms rooms, ConnectionLimits limits, Gate gate, Executor threads) {
    this.rooms = rooms;
    this.limits = limits;
    this.gate = gate;
    this.threads = threads;
    this.bytesInWork = new Semaphore(limits.bytesInWork());
  }

  /// Whether one more connection may be opened.
  boolean hasPlace() {
    return !closing && connections.size() < limits.connections();
  }

  void enter(Connection connection) {
    boolean _ = connections.add(connection);
  }

  void leave(Connection connection) {
    boolean _ = connections.remove(connection);
  }

  /// Takes a request's bytes out of what all requests together may hold.
  ///
  /// @return whether there was room
  boolean reserve(int bytes) {
    return bytesInWork.tryAcquire(bytes);
  }

  void release(int bytes) {
    bytesInWork.release(bytes);
  }

  /// Lets nobody in from here on.
  ///
  /// @return who is inside
  Set<Connection> close() {
    closing = true;
    return Set.copyOf(connections);
  }

  boolean isEmpty() {
    return connections.isEmpty();
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
