package org.busel.load.relay;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.wire.ConnectionKind;

/// Opens lines to a relay, over TLS 1.3 (BoringSSL) if it has a certificate. On the loop only.
public final class Dialler {
  private final Loop loop;
  private final Optional<SslContext> tls;
  private final SplittableRandom random = new SplittableRandom();

  /// @param authority certificate that signs the relay's own
  public Dialler(Loop loop, Optional<Path> authority) {
    this.loop = loop;
    this.tls = authority.map(Dialler::trusting);
  }

  /// The TLS of somebody who trusts one authority, and speaks 1.3.
  public static SslContext trusting(Path authority) {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.OPENSSL)
          .trustManager(authority.toFile())
          .protocols("TLSv1.3")
          .build();
    } catch (SSLException e) {
      throw new LoadException("cannot speak TLS", e);
    }
  }

  /// A connection that nobody knows.
  public CompletableFuture<Line> outbox(InetSocketAddress relay) {
    return dial(relay, ConnectionKind.OUTBOX);
  }

  /// A connection on which `persona` is logged in.
  public CompletableFuture<Line> inbox(
      InetSocketAddress relay, Persona persona, Line.Reader reads) {
    return dial(relay, ConnectionKind.INBOX)
        .thenCompose(line -> {
          line.reader(reads);
          return line.login(persona);
        });
  }

  /// What is needed to write to `recipient` over `line`.
  public Submits submits(Line line, Persona recipient) {
    return new Submits(line, recipient, random.split());
  }

  private CompletableFuture<Line> dial(InetSocketAddress relay, ConnectionKind kind) {
    Line[] line = new Line[1];
    return loop.connect(
            relay,
            tls,
            connection -> {
              line[0] = new Line(connection, kind, random.split());
              return line[0];
            })
        .thenCompose(_ -> line[0].open());
  }
}
