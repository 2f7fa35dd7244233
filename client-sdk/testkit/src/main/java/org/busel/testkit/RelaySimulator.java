package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.busel.wire.AccountId;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.CloseCode;
import org.busel.wire.ConnectionKind;
import org.busel.wire.InvitationToken;
import org.busel.wire.JoinLink;
import org.busel.wire.LogBodies;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.Closing;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;
import org.jspecify.annotations.Nullable;

/// A relay in memory, on loopback: real protocol, real TLS, real WebSockets.
///
/// Accounts and mailboxes outlive [#stop] and [#start], as on a disk, but not this object. Safe for many threads.
public final class RelaySimulator implements AutoCloseable {
  private static final String HOST = "localhost";

  private final Clock clock;
  private final SimulatedTls tls = new SimulatedTls(HOST);
  private final SimulatedState state;
  private final SimulatedAttachments attachments;
  private final Map<String, ByteString> documents = new ConcurrentHashMap<>();
  private final Set<SimulatedConnection> open = ConcurrentHashMap.newKeySet();
  private final Map<AccountId, SimulatedConnection> inboxes = new ConcurrentHashMap<>();
  private @Nullable MockWebServer server; // this and the port: guarded by this
  private int port;

  private RelaySimulator(Clock clock) {
    this.clock = clock;
    this.state = new SimulatedState(clock);
    this.attachments = new SimulatedAttachments(state, clock);
  }

  /// A running relay with the system's clock.
  public static RelaySimulator started() {
    return started(Clock.systemUTC());
  }

  /// A running relay with its own clock; TLS goes by the system's.
  public static RelaySimulator started(Clock clock) {
    RelaySimulator simulator = new RelaySimulator(clock);
    simulator.start();
    return simulator;
  }

  /// Starts again after [#stop], on the same port.
  public synchronized void start() {
    if (server != null) {
      throw new IllegalStateException("it runs already");
    }
    MockWebServer fresh = new MockWebServer();
    fresh.useHttps(tls.sockets());
    fresh.setDispatcher(new Paths());
    try {
      if (port == 0) {
        port = freePort();
      }
      fresh.start(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = fresh;
  }

  // The web server lets a port be taken again only if it was asked for by number from the start.
  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /// Breaks every connection and listens no more. What was accepted is kept.
  public synchronized void stop() {
    if (server != null) {
      server.close(); // and with it every connection
      server = null;
      open.clear();
      inboxes.clear();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /// Where it is, for people.
  public synchronized String url() {
    return "https://" + HOST + ":" + port;
  }

  /// Where it is and how to know it.
  public RelayPlace place() {
    return new RelayPlace(url(), tls.pin(), state.trustRoot());
  }

  /// An invitation that is good for a day.
  public JoinLink joinLink() {
    return joinLink(clock.instant().plus(Duration.ofDays(1)), Optional.empty());
  }

  /// An invitation.
  ///
  /// @param curriculumRoot 32 bytes, if the relay is to name a curriculum board
  public JoinLink joinLink(Instant expiresAt, Optional<ByteString> curriculumRoot) {
    InvitationToken token = state.invite(expiresAt);
    return new JoinLink(place(), token, expiresAt, curriculumRoot);
  }

  /// An invitation that is good for a day and names the key log.
  ///
  /// @param withWitness whether it names a witness, too
  public JoinLink joinLinkWithLog(boolean withWitness) {
    JoinLink plain = joinLink();
    return new JoinLink(
        plain.relay(),
        plain.token(),
        plain.expiresAt(),
        plain.curriculumRoot(),
        Optional.of(state.log().keys(withWitness)));
  }

  /// Lets the key log have everybody's keys: a new leaf, if any are new.
  public void growLog() {
    state.growLog(0, false);
  }

  /// The same for all but one account.
  ///
  /// @param number of the account, from 1, in the order in which they joined
  public void growLogWithout(int number) {
    state.growLog(number, false);
  }

  /// Lets the key log say that an account has the keys of somebody else, and that all others have their own.
  ///
  /// @param number of the account, from 1, in the order in which they joined
  public void lieInLog(int number) {
    state.growLog(number, true);
  }

  /// Forgets the newest leaves of the key log, as a relay that was restored from an old backup.
  ///
  /// @param leaves that are left
  public void setLogBack(int leaves) {
    state.log().setBack(leaves);
  }

  /// From now on there are two key logs that begin alike.
  public void forkLog() {
    state.log().fork();
  }

  /// Which of the two whoever asks is shown, and which grows.
  public void showForkedLog(boolean other) {
    state.log().show(other);
  }

  /// The witness signs the key log as it is shown.
  public void witnessLog() {
    state.log().witness();
  }

  /// Cheats in these ways from now on, and in no other.
  public void tamper(Tampering... ways) {
    state.tamper(Set.of(ways));
  }

  /// Refuses envelopes for mailboxes that hold that many.
  public void limitMailboxes(int envelopes) {
    state.limitMailboxes(envelopes);
  }

  /// Refuses that many calls of outboxes as busy.
  ///
  /// @param retryAfter what it asks of devices; zero to say nothing
  public void refuseAsBusy(int calls, Duration retryAfter) {
    state.refuseAsBusy(calls, retryAfter);
  }

  /// Calls on outboxes since it was first started.
  public int outboxCalls() {
    return state.outboxCalls();
  }

  /// Ids under which submits have come, in order, whatever became of them.
  public List<ByteString> submittedIds() {
    return state.submittedIds();
  }

  /// As if every device had been set up anew with the keys it had: what names the old ones is refused as stale.
  public void setUpDevicesAnew() {
    state.setUpDevicesAnew();
  }

  /// Envelopes that wait in all mailboxes.
  public int waiting() {
    return state.waiting();
  }

  /// Sizes of everything that waits, of all mailboxes, ascending: what a relay sees of it.
  public List<Integer> waitingSizes() {
    return state.waiting(delivery -> delivery.getContent().size()).stream().sorted().toList();
  }

  /// Ids of everything that waits, of all mailboxes.
  public List<ByteString> waitingIds() {
    return state.waiting(Delivery::getEnvelopeId);
  }

  /// Everything that waits, of all mailboxes.
  public List<ByteString> waitingContents() {
    return state.waiting(Delivery::getContent);
  }

  /// Loses everything that waits, as a relay does with what nobody has fetched for too long.
  public void expireAll() {
    state.expireAll();
  }

  /// Bytes of sealed content that wait in all mailboxes.
  public long waitingBytes() {
    return state.waitingBytes();
  }

  /// Ephemeral envelopes that were submitted, whether anybody was there or not.
  public int ephemerals() {
    return state.ephemerals();
  }

  /// As if strangers had fetched every one-time key.
  public void exhaustOneTimeKeys() {
    state.exhaustOneTimeKeys();
  }

  /// One-time keys of both kinds that wait to be given out, of all accounts.
  public int oneTimeKeys() {
    return state.oneTimeKeys();
  }

  /// Puts an envelope into every mailbox, as a hostile relay could.
  ///
  /// @param content of a size bucket
  public void deliverToAll(ByteString content) {
    state.deliverToAll(content);
    wake();
  }

  /// Sends bytes that need not be a frame to everybody who is connected.
  public void sayToAll(ByteString bytes) {
    open.forEach(connection -> connection.sendRaw(bytes));
  }

  /// Tells every device when to come back, and closes.
  public void closeGently(Duration reconnectAfter) {
    Closing closing =
        Closing.newBuilder().setReconnectAfterMillis((int) reconnectAfter.toMillis()).build();
    for (SimulatedConnection connection : new ArrayList<>(open)) {
      connection.push(Push.newBuilder().setClosing(closing));
      connection.close(CloseCode.RESTARTING);
    }
  }

  /// Breaks every connection without a word.
  public synchronized void cutConnections() {
    stop();
    start();
  }

  /// Connections that stand.
  public int connections() {
    return open.size();
  }

  /// Answers `GET path` with these bytes from now on.
  public void serve(String path, ByteString document) {
    documents.put(path, document);
  }

  /// How often devices have asked for upload tokens.
  public int tokenRequests() {
    return attachments.tokenRequests();
  }

  /// Attachments that it keeps.
  public int attachments() {
    return attachments.count();
  }

  /// Parts of attachments that have come (`PUT 3`) and gone (`GET 0`) since the last call, in order.
  public List<String> movedParts() {
    return attachments.takeMoved();
  }

  /// Moves that many parts of attachments more, and none after them.
  public void failAfterParts(int parts) {
    attachments.failAfter(parts);
  }

  /// Moves parts of attachments again.
  public void moveAllParts() {
    attachments.failAfter(Integer.MAX_VALUE);
  }

  /// Takes no more attachments, as if the disk were full, or takes them again.
  public void fillWithAttachments(boolean full) {
    attachments.fill(full);
  }

  /// As if the time of all attachments were over.
  public void expireAttachments() {
    attachments.forgetAll();
  }

  org.busel.wire.v1.Response.Builder issue(IssueUploadTokens issue) {
    return attachments.issue(issue);
  }

  void loggedIn(SimulatedConnection connection, SimulatedAccount account) {
    SimulatedConnection before = inboxes.put(account.id(), connection);
    if (before != null && !before.equals(connection)) {
      before.close(CloseCode.REPLACED);
    }
  }

  void gone(SimulatedConnection connection) {
    open.remove(connection);
    inboxes.values().remove(connection);
  }

  void wake() {
    List.copyOf(inboxes.values()).forEach(SimulatedConnection::pump);
  }

  /// Hands what must not be stored to the device, if it is connected and the relay would have accepted it.
  void passOn(Submit submit) {
    SimulatedConnection inbox = inboxes.get(AccountId.of(submit.getAccount()));
    if (submit.getUrgency() == Urgency.URGENCY_EPHEMERAL && inbox != null && state.takes(submit)) {
      inbox.push(
          Push.newBuilder()
              .setEphemeral(
                  Delivery.newBuilder()
                      .setEnvelopeId(submit.getId())
                      .setContent(submit.getEnvelopes(0).getContent())));
    }
  }

  private final class Paths extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String path = request.getUrl().encodedPath();
      Optional<ConnectionKind> kind = ConnectionKind.of(path);
      if (kind.isPresent()) {
        SimulatedConnection connection =
            new SimulatedConnection(RelaySimulator.this, state, kind.get());
        open.add(connection);
        return new MockResponse.Builder().webSocketUpgrade(connection).build();
      }
      if (path.startsWith(AttachmentBodies.PATH)) {
        return attachments.answer(path.substring(AttachmentBodies.PATH.length()), request);
      }
      if (path.equals(LogBodies.PATH + "head")) {
        int known = Integer.parseInt(request.getUrl().queryParameter("known"));
        byte[] update = state.log().update(known).toByteArray();
        return new MockResponse.Builder().body(new Buffer().write(update)).build();
      }
      ByteString document = documents.get(path);
      return document == null
          ? new MockResponse(404, Headers.EMPTY, "")
          : new MockResponse.Builder().body(new Buffer().write(document.toByteArray())).build();
    }
  }
}
