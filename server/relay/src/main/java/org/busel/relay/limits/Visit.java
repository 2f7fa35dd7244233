package org.busel.relay.limits;

import org.jspecify.annotations.Nullable;

/// One connection's way through the [Gate]. On the connection's event loop only.
public final class Visit {
  private final Gate gate;
  private final @Nullable Prefix prefix;
  private final Bucket requests = new Bucket();

  Visit(Gate gate, @Nullable Prefix prefix) {
    this.gate = gate;
    this.prefix = prefix;
  }

  /// What a request means to do, by the work that it makes.
  public enum Ask {
    /// A look, or a write.
    ORDINARY(1),
    /// Signs something.
    CERTIFY(5),
    /// Checks up to a hundred signatures.
    UPLOAD(25),
    /// Likewise, for somebody whom nobody knows.
    REGISTER(25),
    /// Takes one-time keys away.
    FETCH(1);

    private final int cost;

    Ask(int cost) {
      this.cost = cost;
    }
  }

  /// A request on a connection of nobody: counted for the connection and for where it comes from. A registration is
  /// refused as well while the machine runs short of something.
  public Passage outbox(Ask ask) {
    Passage passage = gate.take(Limit.CONNECTION_REQUESTS, requests, ask.cost);
    if (passage instanceof Passage.Wait) {
      return passage;
    }
    if (ask == Ask.REGISTER && gate.register() instanceof Passage.Wait later) {
      return later;
    }
    if (prefix == null) {
      return Passage.FREE;
    }
    return switch (ask) {
      case REGISTER -> gate.take(Limit.PREFIX_REGISTRATIONS, prefix.bytes(), 1);
      case FETCH -> gate.take(Limit.PREFIX_FETCHES, prefix.bytes(), 1);
      case ORDINARY, CERTIFY, UPLOAD -> gate.take(Limit.PREFIX_REQUESTS, prefix.bytes(), 1);
    };
  }

  /// A request of a device that has logged in: counted for the connection.
  public Passage inbox(Ask ask) {
    return gate.take(Limit.CONNECTION_REQUESTS, requests, ask.cost);
  }

  /// A login, before its signature is looked at.
  public Passage login() {
    return prefix == null ? Passage.FREE : gate.take(Limit.PREFIX_LOGINS, prefix.bytes(), 1);
  }
}
