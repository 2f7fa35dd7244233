package org.busel.load.redis;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.busel.load.FreePort;
import org.busel.load.Installed;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.ServerProcess;

/// Redis that answers a command after its append-only file was synced (`appendfsync always`, one sync for each turn of its
/// loop). It never rewrites that file during a run, which favours it.
public final class RedisServer implements MessageServer {
  private static final Installed PROGRAM = new Installed("redis-server", "redis-server");

  private final ServerProcess process;
  private final InetSocketAddress address;
  private final Optional<SslContext> tls;
  private final Loop loop;
  private final SplittableRandom random = new SplittableRandom();

  private RedisServer(
      ServerProcess process, InetSocketAddress address, Optional<SslContext> tls, Loop loop) {
    this.process = process;
    this.address = address;
    this.tls = tls;
    this.loop = loop;
  }

  /// What has to be there.
  public static Installed program() {
    return PROGRAM;
  }

  /// A certificate for `localhost` and how a client of it speaks TLS.
  public record Tls(Path chain, Path key, Path authority, SslContext client) {}

  /// Starts one in an empty folder.
  public static RedisServer start(Loop loop, Path folder, Optional<Tls> tls) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LoadException("a folder for redis cannot be made", e);
    }
    int port = FreePort.find();
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM.path().orElseThrow().toString(),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--auto-aof-rewrite-percentage",
                "0"));
    command.addAll(
        tls.map(files ->
                List.of(
                    "--port",
                    "0",
                    "--tls-port",
                    Integer.toString(port),
                    "--tls-cert-file",
                    files.chain().toString(),
                    "--tls-key-file",
                    files.key().toString(),
                    "--tls-ca-cert-file",
                    files.authority().toString(),
                    "--tls-auth-clients",
                    "no",
                    "--tls-protocols",
                    "TLSv1.3"))
            .orElse(List.of("--port", Integer.toString(port))));
    ServerProcess process =
        ServerProcess.start(
            command,
            folder.resolve("redis.log"),
            line -> line.contains("Ready to accept connections"));
    return new RedisServer(
        process,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        tls.map(Tls::client),
        loop);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String durability() {
    return (tls.isPresent() ? "TLS 1.3" : "plain")
        + ", streams, appendonly yes, appendfsync always, no rewrites of the file";
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  @Override
  public void prepare(int mailboxes) {
    // A stream is there as soon as something is added to it.
  }

  @Override
  public CompletableFuture<Outgoing> sender(int mailbox, int inFlight, Accepted accepted) {
    RedisSender[] sender = new RedisSender[1];
    return loop.connect(
            address,
            tls,
            connection -> {
              sender[0] = new RedisSender(connection, stream(mailbox), accepted, random.split());
              return sender[0];
            })
        .thenApply(_ -> sender[0]);
  }

  @Override
  public CompletableFuture<Incoming> receiver(int mailbox, Delivered delivered) {
    RedisReceiver[] receiver = new RedisReceiver[1];
    return loop.connect(
            address,
            tls,
            connection -> {
              receiver[0] = new RedisReceiver(connection, stream(mailbox), delivered);
              return receiver[0];
            })
        .thenApply(_ -> receiver[0]);
  }

  private static String stream(int mailbox) {
    return "mailbox:" + mailbox;
  }

  @Override
  public void close() {
    process.close();
  }
}
