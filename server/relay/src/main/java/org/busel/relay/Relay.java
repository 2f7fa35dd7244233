package org.busel.relay;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.busel.relay.auth.Capabilities;
import org.busel.relay.auth.DeviceLists;
import org.busel.relay.auth.Logins;
import org.busel.relay.auth.PrekeyShelf;
import org.busel.relay.auth.Registrations;
import org.busel.relay.auth.RelayKeys;
import org.busel.relay.auth.SenderCertificates;
import org.busel.relay.auth.UploadTokens;
import org.busel.relay.deliver.Deliveries;
import org.busel.relay.deliver.Expiry;
import org.busel.relay.deliver.Presence;
import org.busel.relay.deliver.Removals;
import org.busel.relay.deliver.Submissions;
import org.busel.relay.keylog.KeyDesk;
import org.busel.relay.keylog.KeyLog;
import org.busel.relay.limits.Gate;
import org.busel.relay.limits.Pressure;
import org.busel.relay.listen.Calls;
import org.busel.relay.listen.Listener;
import org.busel.relay.listen.TlsIdentity;
import org.busel.relay.serve.Attachments;
import org.busel.relay.serve.Site;
import org.busel.relay.serve.TrustOffice;
import org.busel.relay.telemetry.Machine;
import org.busel.relay.telemetry.MetricsPage;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.relay.telemetry.Vitals;
import org.busel.storage.RelayStore;
import org.busel.wire.JoinLink;
import org.busel.wire.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running relay. Safe for many threads; every method blocks, so none is for an event loop.
public final class Relay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final Duration PING_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
  private static final Duration PREPARE_AFTER = Duration.ofSeconds(1);
  private static final Duration THREADS_FINISH_WITHIN = Duration.ofSeconds(5);

  private final Address address;
  private final OptionalInt metricsPort;
  private final Desk desk;
  private final Reload reload;
  private final Teardown teardown;

  private Relay(
      Address address,
      OptionalInt metricsPort,
      Desk desk,
      Reload reload,
      Teardown teardown) {
    this.address = address;
    this.metricsPort = metricsPort;
    this.desk = desk;
    this.reload = reload;
    this.teardown = teardown;
  }

  /// Starts a relay, makes what its folder lacks, and returns when its ports are open.
  ///
  /// @param store belongs to the relay from here on: it is closed with it, and also if the relay does not start
  /// @param clock for expiry and certificates
  /// @throws CannotStart if a port is taken, the folder cannot be used, or a file in it is damaged
  public static Relay open(RelayConfig config, RelayStore store, Clock clock) {
    return open(config, () -> config, store, clock);
  }

  /// The same, for a configuration that may change.
  ///
  /// @param again reads the configuration anew when the relay is told to [#reload]
  static Relay open(
      RelayConfig config, Supplier<RelayConfig> again, RelayStore store, Clock clock) {
    Teardown teardown = new Teardown();
    teardown.add(store::close);
    try {
      return open(config, again, store, clock, teardown);
    } catch (RuntimeException failed) {
      teardown.run();
      throw CannotStart.because(config, failed);
    }
  }

  private static Relay open(
      RelayConfig config,
      Supplier<RelayConfig> again,
      RelayStore store,
      Clock clock,
      Teardown teardown) {
    SecureRandom random = new SecureRandom();
    RelayFolder folder = RelayFolder.open(config.folder(), random);
    teardown.add(folder::close);
    RelayKeys keys = folder.keys();
    TlsIdentity tls = folder.tls(config.door(), clock);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    teardown.add(() -> finish(threads));
    Vertx vertx = vertx();
    teardown.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    MetricsPage metrics = new MetricsPage();
    teardown.add(metrics::close);

    Pressure pressure = new Pressure(config.load().registrationsNeedDiskBytes());
    Gate gate = new Gate(config.load().rules(), pressure, System::nanoTime, random);
    UploadTokens tokens = new UploadTokens(folder.tokenKeys(clock), clock);
    KeyLog keyLog =
        new KeyLog(store.keyLog(), keys.relayId(), folder.logKey(), config.keyLog(), clock);
    Listener.Rooms rooms =
        rooms(
            config,
            store,
            clock,
            new Commons(vertx, keys, tokens, keyLog, gate, metrics.meters()));
    Attachments attachments =
        new Attachments(
            store.attachments(),
            tokens,
            config.mailboxes().attachments(),
            clock,
            metrics.meters());
    TrustOffice trust =
        new TrustOffice(store.catalog(), store.blobs(), folder.trustKeys(), clock);
    Site site =
        new Site(
            store,
            trust,
            new Site.Parts(attachments, keyLog),
            clock,
            new Site.Ground(vertx, threads, metrics.meters()));
    Listener listener =
        Listener.open(
            vertx,
            new Listener.Door(
                config.door().bind(),
                config.door().port(),
                Runtime.getRuntime().availableProcessors(),
                config.door().front().tls() ? Optional.of(tls) : Optional.empty()),
            new Listener.Inside(rooms, config.load().connections(), gate, site::answer, threads));
    teardown.add(listener::close);
    Invitations invitations =
        new Invitations(
            config.place(listener.port(), tls, keys),
            new LogKeys(keyLog.publicKey(), config.keyLog().witnessKey()),
            trust::anchor,
            store.directory(),
            clock,
            random);
    Reload reload =
        new Reload(
            config,
            again,
            new Reload.Ground(folder, clock, listener, tls),
            rules -> {
              gate.apply(rules.rules());
              pressure.apply(rules.registrationsNeedDiskBytes());
            });
    Vitals vitals =
        metrics.vitals(
            new Vitals.Sources(
                store::figures,
                new Machine(config.folder(), vertx),
                gate,
                pressure,
                reload::certificateUntil,
                config.mailboxes().delivery().retention()),
            clock);
    vitals.look();
    OptionalInt metricsPort =
        config.door().metricsPort().isPresent()
            ? OptionalInt.of(
                metrics.open(
                    vertx, config.door().metricsPort().getAsInt(), threads, vitals::refresh))
            : OptionalInt.empty();
    long _ = vertx.setPeriodic(PING_EVERY.toMillis(), _ -> vitals.ping());
    long _ = vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> threads.execute(vitals::look));
    long _ = vertx.setPeriodic(FORGET_EVERY.toMillis(), _ -> gate.forget());
    Expiry expiry = new Expiry(store.mailboxes(), clock, metrics.meters());
    regularly(config, vertx, () -> threads.execute(expiry::round));
    regularly(config, vertx, () -> threads.execute(attachments::expire));
    threads.execute(keyLog::round);
    long _ =
        vertx.setPeriodic(config.keyLog().every().toMillis(), _ -> threads.execute(keyLog::round));
    ControlSocket control =
        ControlSocket.open(
            config.folder(),
            new StoreOrders(config.folder(), store)
                .before(
                    new TrustOrders(trust)
                        .before(
                            new LogOrders(keyLog, invitations)
                                .before(new Orders(invitations, reload)::obey))),
            threads);
    teardown.add(control::close);
    Address address =
        new Address(
            listener.port(), config.url(listener.port(), invitations.place().url()));
    return new Relay(address, metricsPort, new Desk(invitations, trust), reload, teardown);
  }

  /// The public port.
  public int port() {
    return address.port();
  }

  /// Where devices and browsers find it, as links say; without TLS, where the proxy finds it.
  public String url() {
    return address.url();
  }

  /// The loopback port for Prometheus, if there is one.
  public OptionalInt metricsPort() {
    return metricsPort;
  }

  /// A fresh invitation for one account.
  ///
  /// @param validFor one second to 365 days
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer
  public JoinLink invite(Duration validFor) {
    return desk.invitations().make(validFor);
  }

  /// The relay's part in the trust chain of its courses.
  public TrustOffice trust() {
    return desk.trust();
  }

  /// Reads the configuration and the certificate again, and takes over what may change while it runs. If anything in it
  /// is wrong, nothing changes.
  ReloadOutcome reload() {
    return reload.now();
  }

  /// Stops in order: lets nobody in, tells every device to come back after a random time, answers what was asked,
  /// closes the connections, then the store. Closing twice is harmless.
  @Override
  public void close() {
    teardown.run();
  }

  /// What the operator asks for.
  private record Desk(Invitations invitations, TrustOffice trust) {}

  /// Where the relay listens.
  private record Address(int port, String url) {}

  /// What every room has a part in.
  private record Commons(
      Vertx vertx,
      RelayKeys keys,
      UploadTokens tokens,
      KeyLog keyLog,
      Gate gate,
      RelayMeters meters) {}

  private static Listener.Rooms rooms(
      RelayConfig config, RelayStore store, Clock clock, Commons commons) {
    RelayKeys keys = commons.keys();
    Capabilities capabilities = new Capabilities(store.directory());
    Presence presence = new Presence();
    Deliveries deliveries =
        new Deliveries(
            store.mailboxes(), presence, config.mailboxes().delivery(), clock, commons.meters());
    SenderCertificates certificates = new SenderCertificates(keys, clock);
    // libsignal needs up to a second to unpack itself: the relay listens before, and answers first messages.
    long _ =
        commons.vertx().setTimer(
            PREPARE_AFTER.toMillis(),
            _ -> Thread.ofPlatform().daemon().name("libsignal").start(certificates::prepare));
    return new Listener.Rooms(
        keys.relayId(),
        new Logins(keys.relayId(), store.directory(), new SecureRandom()),
        new Calls(
            new Registrations(
                store.directory(),
                account -> commons.keyLog().record(account, Optional.empty()),
                clock),
            new PrekeyShelf(store.directory(), capabilities, commons.gate()),
            new KeyDesk(store.directory(), capabilities, commons.keyLog()),
            certificates,
            commons.tokens(),
            new Submissions(deliveries, capabilities, clock, commons.gate()),
            presence,
            new Calls.OwnDevices(
                new DeviceLists(store.directory(), capabilities),
                new Removals(deliveries, clock))),
        deliveries,
        commons.meters());
  }

  private static Vertx vertx() {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    if (!vertx.isNativeTransportEnabled()) {
      log.info("sockets by the JDK, because native transport is not there for this platform");
    }
    return vertx;
  }

  private static void regularly(RelayConfig config, Vertx vertx, Runnable round) {
    long everyMillis = config.mailboxes().delivery().expireEvery().toMillis();
    long _ = vertx.setPeriodic(everyMillis, _ -> round.run());
  }

  private static void finish(ExecutorService threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(THREADS_FINISH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("some work was still waiting for the store when the relay closed");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
