package org.busel.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.relay.RelayProcess;
import org.busel.load.relay.RelayServer;

/// The servers of one run, ours first, each started in a folder of its own.
///
/// @param servers started and prepared
record Sides(List<MessageServer> servers) implements AutoCloseable {
  /// Starts them, and prints what each promises.
  static Sides start(
      Loop loop, Scratch scratch, Contest contest, Optional<Peer> peer, int mailboxes) {
    List<MessageServer> servers = new ArrayList<>();
    Sides sides = new Sides(servers);
    boolean started = false;
    try {
      Path folder = scratch.part("relay");
      servers.add(
          RelayServer.start(
              loop,
              RelayProcess.Start.usual(Machine.checkout(), folder).withTls(contest.tls()),
              mailboxes));
      peer.ifPresent(other ->
          servers.add(
              other.start(
                  loop,
                  scratch.part(other.name()),
                  contest.tls() ? Optional.of(folder.resolve("tls")) : Optional.empty())));
      servers.forEach(server -> {
        server.prepare(mailboxes);
        System.out.println(server.name() + ": " + server.durability());
      });
      started = true;
      return sides;
    } finally {
      if (!started) {
        sides.close();
      }
    }
  }

  @Override
  public void close() {
    servers.forEach(MessageServer::close);
  }
}
