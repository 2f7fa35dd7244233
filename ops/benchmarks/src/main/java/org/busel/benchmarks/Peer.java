package org.busel.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.load.Installed;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.redis.RedisServer;
import org.busel.load.relay.Dialler;

/// What an operator could pick instead of a relay, for messages.
enum Peer {
  redis {
    @Override
    Installed program() {
      return RedisServer.program();
    }

    @Override
    MessageServer start(Loop loop, Path folder, Optional<Path> relayTls) {
      return RedisServer.start(
          loop,
          folder,
          relayTls.map(files ->
              new RedisServer.Tls(
                  files.resolve("server.pem"),
                  files.resolve("server-key.pem"),
                  files.resolve("ca.pem"),
                  Dialler.trusting(files.resolve("ca.pem")))));
    }
  };

  /// What has to be installed.
  abstract Installed program();

  /// Starts it in an empty folder.
  ///
  /// @param relayTls where the relay of this run keeps its certificate, if connections are to be encrypted
  abstract MessageServer start(Loop loop, Path folder, Optional<Path> relayTls);
}
