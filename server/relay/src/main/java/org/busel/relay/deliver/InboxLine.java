package org.busel.relay.deliver;

import java.time.Duration;
import org.busel.mailbox.Envelope;
import org.busel.wire.v1.Push;

/// A connected device, as an [Inbox] sees it: something that takes pushes until it is full.
///
/// `push`, `deliver` and `isFull` are called on the line's event loop only, the others from any thread.
public interface InboxLine {
  /// Puts a push on the line. The line keeps it even if it is full; asking first is what bounds the memory.
  void push(Push push);

  /// Puts an envelope on the line, as `push` would put a Delivery.
  void deliver(Envelope envelope);

  /// Whether the device reads more slowly than the relay writes. The line calls [Inbox#resume] when that is over.
  boolean isFull();

  /// Runs `work` soon on the line's event loop, in the order in which it was given.
  void onLoop(Runnable work);

  /// Whether so much is waiting to be run on the event loop that nothing should be given to it that could be left out.
  boolean isBehind();

  /// Runs `work` on the line's event loop after `delay`.
  void later(Duration delay, Runnable work);

  /// Runs blocking `work` off the event loop, in no order.
  void offLoop(Runnable work);

  /// Closes the connection because the device has logged in on another one.
  void replaced();

  /// Closes the connection because its account has removed the device.
  void removed();
}
