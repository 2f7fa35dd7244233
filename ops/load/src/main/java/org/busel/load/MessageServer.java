package org.busel.load;

import java.util.concurrent.CompletableFuture;

/// A store-and-forward server, started and ready, with numbered mailboxes from which messages are taken for good.
///
/// [#prepare] and [#close] block; everything else is for the driver's loop.
public interface MessageServer extends AutoCloseable {
  /// What the command line calls it.
  String name();

  /// What it promises when it has accepted a message, in a few words; printed with every figure.
  String durability();

  /// Where it runs.
  ServerProcess process();

  /// Makes the mailboxes 0 to `mailboxes` - 1.
  void prepare(int mailboxes);

  /// Connects somebody who sends to a mailbox.
  ///
  /// @param inFlight how many messages it should be able to have on the way at once
  CompletableFuture<Outgoing> sender(int mailbox, int inFlight, Accepted accepted);

  /// Connects the owner of a mailbox, who acknowledges everything once for each turn of the loop.
  CompletableFuture<Incoming> receiver(int mailbox, Delivered delivered);

  @Override
  void close();

  /// Is told about every message that was sent. Loop only.
  interface Accepted {
    /// The server has it, as durably as it promises.
    void accepted(long number);

    /// The server did not take it; it may be sent again.
    void refused(long number);
  }

  /// Is told about every message that arrives. Loop only.
  interface Delivered {
    /// A message has arrived.
    ///
    /// @param stamp as given to [Outgoing#send]
    /// @param number as given to [Outgoing#send]
    void delivered(long stamp, long number);
  }

  /// Sends. Loop only.
  interface Outgoing {
    /// Sends one message of [Body#BYTES]; it leaves at the end of the turn.
    ///
    /// @param stamp what the receiver is to be told
    /// @param number of the message, rising by one from 0
    void send(long stamp, long number);

    void close();
  }

  /// Receives. Loop only.
  interface Incoming {
    void close();
  }
}
