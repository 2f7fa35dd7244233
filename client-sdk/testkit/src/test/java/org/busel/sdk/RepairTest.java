package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.testkit.ManualClock;
import org.busel.testkit.RelaySimulator;
import org.busel.testkit.Tampering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session that is lost at one end, as after a restored backup, and what must not be taken for one.
class RepairTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  private final RelaySimulator relay = RelaySimulator.started(clock);
  private final Options options =
      Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1)).withClock(clock);
  private Device editor;
  private Device journalist;
  private Conversation desk;
  private Conversation alena;

  @BeforeEach
  void theyTalk() {
    editor = join("editor");
    journalist = join("journalist");
    var added = journalist.add(editor.invite("Alena", Duration.ofDays(1)), "the desk");
    assertThat(added).isInstanceOf(AddOutcome.Added.class);
    assertThat(editor.receive(LONG).messages()).isEmpty();
    desk = journalist.conversation(journalist.contact("the desk").orElseThrow());
    alena = editor.conversation(editor.contact("Alena").orElseThrow());
    accepted(desk.send("hello"));
    assertThat(texts(editor)).containsExactly("hello");
    accepted(alena.send("hello to you"));
    assertThat(texts(journalist)).containsExactly("hello to you");
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void whatCouldNotBeOpenedIsAskedForAgainAndComes() {
    editor = withoutSession(editor, "editor");
    accepted(desk.send("the first"));
    accepted(desk.send("the second"));

    List<Message> broken = editor.receive(LONG).messages();
    List<Message> asked = journalist.receive(LONG).messages();
    assertThat(journalist.receive(LONG).messages()).isEmpty();
    List<Message> repaired = editor.receive(LONG).messages();

    assertThat(notes(broken))
        .containsExactly(Message.Happened.UNOPENABLE, Message.Happened.ASKED_AGAIN);
    assertThat(notes(asked)).containsExactly(Message.Happened.SENT_AGAIN);
    assertThat(repaired).extracting(Message::text).containsExactly("the first", "the second");
    accepted(alena.send("got them"));
    assertThat(texts(journalist)).containsExactly("got them");
    accepted(desk.send("good"));
    assertThat(texts(editor)).containsExactly("good");
  }

  @Test
  void anEditedMessageComesAgainAsItIsNow() {
    editor = withoutSession(editor, "editor");
    SendOutcome sent = desk.send("at nine");
    assertThat(desk.edit(((SendOutcome.Accepted) sent).message(), "at ten"))
        .isInstanceOf(ChangeOutcome.Changed.class);

    exchange();

    assertThat(alena.history(1)).extracting(Message::text).containsExactly("at ten");
  }

  @Test
  void aDeletedMessageDoesNotComeAgain() {
    editor = withoutSession(editor, "editor");
    SendOutcome sent = desk.send("my address");
    assertThat(editor.receive(LONG).messages()).hasSize(2);
    assertThat(desk.deleteForEveryone(((SendOutcome.Accepted) sent).message()))
        .isInstanceOf(ChangeOutcome.Changed.class);

    exchange();

    assertThat(alena.history(10)).extracting(Message::text).doesNotContain("my address");
  }

  @Test
  void noMoreThanThreeSessionsADayAreStartedForOneContact() {
    int before = relay.oneTimeKeys();
    for (int i = 0; i < 6; i++) {
      editor = withoutSession(editor, "editor");
      accepted(desk.send("message " + i));
      exchange();
    }

    // Two keys for each session of the three; the journalist's own fetches are not among them.
    assertThat(before - relay.oneTimeKeys()).isLessThanOrEqualTo(2 * Repairs.MOST_A_DAY);
    assertThat(notes(alena.history(1_000))).contains(Message.Happened.ASKED_TOO_OFTEN);
    clock.advance(Duration.ofDays(1).plusMinutes(1));
    editor = withoutSession(editor, "editor");
    accepted(desk.send("tomorrow"));
    exchange();
    assertThat(alena.history(5)).extracting(Message::text).contains("tomorrow");
  }

  @Test
  void garbageStartsNoSession() {
    int before = relay.oneTimeKeys();
    relay.tamper(Tampering.CORRUPT_ENVELOPES);
    for (int i = 0; i < 5; i++) {
      accepted(desk.send("changed on the way"));
    }

    assertThat(editor.receive(LONG).messages()).isEmpty();

    assertThat(relay.oneTimeKeys()).isEqualTo(before);
    assertThat(relay.waiting()).isZero();
    assertThat(alena.history(10)).hasSize(2);
  }

  @Test
  void aReplayedEnvelopeStartsNoSession() {
    relay.tamper(Tampering.REPLAY);
    int before = relay.oneTimeKeys();

    accepted(desk.send("twice"));

    assertThat(texts(editor)).containsExactly("twice");
    assertThat(relay.oneTimeKeys()).isEqualTo(before);
  }

  @Test
  void aRepairNeverAcceptsAnotherIdentity() {
    editor = withoutSession(editor, "editor");
    accepted(desk.send("who are you?"));
    relay.tamper(Tampering.SWAP_KEYS);

    List<Event> events = editor.receive(LONG).events();

    assertThat(events).anyMatch(Event.IdentityChanged.class::isInstance);
    assertThat(alena.send("hello")).isInstanceOf(SendOutcome.IdentityChanged.class);
    assertThat(notes(alena.history(10))).doesNotContain(Message.Happened.ASKED_AGAIN);
  }

  private void exchange() {
    assertThat(editor.receive(LONG)).isInstanceOf(ReceiveOutcome.Drained.class);
    assertThat(journalist.receive(LONG)).isInstanceOf(ReceiveOutcome.Drained.class);
    assertThat(journalist.receive(LONG)).isInstanceOf(ReceiveOutcome.Drained.class);
    assertThat(editor.receive(LONG)).isInstanceOf(ReceiveOutcome.Drained.class);
  }

  private Device join(String name) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder.resolve(name), relay.joinLink(), passphrase, options);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  /// The device again, after everything that it knew of its sessions was lost.
  private Device withoutSession(Device device, String name) {
    device.close();
    ProfileFolder own = ProfileFolder.take(folder.resolve(name)).orElseThrow();
    try (Passphrase passphrase = passphrase()) {
      Unlocking unlocked = ((Unlocking.Outcome.Done) Unlocking.unlock(own, passphrase)).unlocked();
      int lost =
          unlocked
              .store()
              .transact(
                  tx -> {
                    List<StoredContact> contacts = tx.contacts().all();
                    contacts.forEach(it -> tx.sessions().remove(Kind.SESSION, nameOfSession(it)));
                    return contacts.size();
                  });
      assertThat(lost).isEqualTo(1);
      unlocked.close();
    }
    own.close();
    try (Passphrase passphrase = passphrase()) {
      Device opened =
          ((OpenOutcome.Opened) Busel.open(folder.resolve(name), passphrase, options)).device();
      alena = opened.conversation(opened.contact("Alena").orElseThrow());
      return opened;
    }
  }

  private static String nameOfSession(StoredContact contact) {
    return HexFormat.of().formatHex(contact.getAccount().toByteArray()) + ".1";
  }

  private static List<Message.Happened> notes(List<Message> messages) {
    return messages.stream()
        .map(Message::body)
        .filter(Message.Body.Note.class::isInstance)
        .map(note -> ((Message.Body.Note) note).what())
        .toList();
  }

  private static List<String> texts(Device device) {
    return device.receive(LONG).messages().stream().map(Message::text).toList();
  }

  private static void accepted(SendOutcome outcome) {
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver("a long walk".toCharArray());
  }
}
