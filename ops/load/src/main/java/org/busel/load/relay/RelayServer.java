package org.busel.load.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.ServerProcess;
import org.busel.wire.Limits;
import org.busel.wire.v1.RelayFrame;
import org.jspecify.annotations.Nullable;

/// The relay: an outbox for every sender, or several where more is in flight than one may have, and an inbox for every
/// receiver.
public final class RelayServer implements MessageServer {
  private final RelayProcess relay;
  private final boolean tls;
  private final Dialler dialler;
  private final List<Persona> cast;

  private RelayServer(RelayProcess relay, boolean tls, Dialler dialler, List<Persona> cast) {
    this.relay = relay;
    this.tls = tls;
    this.dialler = dialler;
    this.cast = cast;
  }

  /// Starts a relay that knows the owners of `mailboxes` mailboxes.
  public static RelayServer start(Loop loop, RelayProcess.Start how, int mailboxes) {
    List<Persona> cast = Cast.register(how.folder(), mailboxes);
    RelayProcess relay = RelayProcess.start(how);
    return new RelayServer(relay, how.tls(), new Dialler(loop, relay.authority()), cast);
  }

  @Override
  public String name() {
    return "busel";
  }

  @Override
  public String durability() {
    return (tls ? "TLS 1.3" : "plain") + ", synced to disk before accepted, commits grouped";
  }

  @Override
  public ServerProcess process() {
    return relay.process();
  }

  @Override
  public void prepare(int mailboxes) {
    if (mailboxes > cast.size()) {
      throw new IllegalArgumentException("the relay was started for " + cast.size());
    }
  }

  @Override
  public CompletableFuture<Outgoing> sender(int mailbox, int inFlight, Accepted accepted) {
    int lines = Math.ceilDiv(inFlight, Limits.REQUESTS_IN_FLIGHT);
    List<CompletableFuture<Line>> dialled = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      dialled.add(dialler.outbox(relay.address()));
    }
    return CompletableFuture.allOf(dialled.toArray(CompletableFuture[]::new))
        .thenApply(_ ->
            new Senders(
                dialled.stream()
                    .map(CompletableFuture::join)
                    .map(line -> new Sender(line, cast.get(mailbox), accepted))
                    .toList()));
  }

  @Override
  public CompletableFuture<Incoming> receiver(int mailbox, Delivered delivered) {
    Receiver receiver = new Receiver(delivered);
    return dialler
        .inbox(relay.address(), cast.get(mailbox), receiver)
        .thenApply(line -> {
          receiver.begin(line);
          return receiver;
        });
  }

  @Override
  public void close() {
    relay.close();
  }

  /// Several outboxes in turns.
  private static final class Senders implements Outgoing {
    private final List<Sender> senders;

    Senders(List<Sender> senders) {
      this.senders = senders;
    }

    @Override
    public void send(long stamp, long number) {
      senders.get((int) (number % senders.size())).send(stamp, number);
    }

    @Override
    public void close() {
      senders.forEach(sender -> sender.line.close());
    }
  }

  /// One outbox. What it has in flight it finds again by the low bits of the request's id.
  private final class Sender implements Line.Reader {
    private static final int REMEMBERED = 1 << 14;

    private final Line line;
    private final Submits submits;
    private final Accepted accepted;
    private final long[] numbers = new long[REMEMBERED];

    Sender(Line line, Persona recipient, Accepted accepted) {
      this.line = line;
      this.submits = dialler.submits(line, recipient);
      this.accepted = accepted;
      line.reader(this);
    }

    void send(long stamp, long number) {
      long id = submits.send(stamp, number);
      numbers[(int) (id % REMEMBERED)] = number;
    }

    @Override
    public void accepted(long request) {
      accepted.accepted(numbers[(int) (request % REMEMBERED)]);
    }

    @Override
    public void other(RelayFrame frame) {
      if (frame.hasResponse()) {
        accepted.refused(numbers[(int) (frame.getResponse().getId() % REMEMBERED)]);
      }
    }
  }

  /// One inbox. It has begun before the bytes that follow LoggedIn are read: what the future does is done at once.
  private static final class Receiver implements Line.Reader, Incoming {
    private final Delivered delivered;
    private @Nullable Line line;
    private @Nullable Acknowledgements acknowledgements;

    Receiver(Delivered delivered) {
      this.delivered = delivered;
    }

    void begin(Line opened) {
      line = opened;
      acknowledgements = new Acknowledgements(opened);
    }

    @Override
    public void delivery(ByteBuf in, int id, int content, int length) {
      if (acknowledgements != null) {
        acknowledgements.add(in, id);
      }
      delivered.delivered(in.getLong(content), in.getLong(content + Long.BYTES));
    }

    @Override
    public void close() {
      if (line != null) {
        line.close();
      }
    }
  }
}
