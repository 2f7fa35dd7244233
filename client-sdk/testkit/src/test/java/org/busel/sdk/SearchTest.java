package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.records.StoredContact;
import org.busel.testkit.RelaySimulator;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Finding and writing out a history of many messages, and what an update of the app does to unknown ones.
class SearchTest {
  private static final int MESSAGES = 1_000;
  private static final Options OPTIONS = Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1));

  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private Device editor;
  private Conversation alena;

  @BeforeEach
  void theyMeet() {
    editor = join("editor");
    try (Device journalist = join("journalist")) {
      AddOutcome added = journalist.add(editor.invite("Alena", Duration.ofDays(1)), "the desk");
      assertThat(added).isInstanceOf(AddOutcome.Added.class);
      assertThat(editor.receive(Duration.ofSeconds(20)).messages()).isEmpty();
    }
    alena = alena();
  }

  @AfterEach
  void close() {
    editor.close();
    relay.close();
  }

  @Test
  void anythingThatWasSaidIsFoundAndWrittenOut() throws Exception {
    writeHistory();

    assertThat(editor.search("нататка 999", 10))
        .extracting(Message::text)
        .containsExactly("нататка нумар 999 пра суд у Гродне");
    assertThat(alena.search("СУДЫ ГРОДНА", 25)).hasSize(25);
    assertThat(alena.search("вакзал", 10)).isEmpty();

    Path file = folder.resolve("alena.txt");
    assertThat(alena.export(file)).isEqualTo(new ExportOutcome.Exported(MESSAGES));
    assertThat(alena.export(file)).isInstanceOf(ExportOutcome.FileExists.class);
    assertThat(Files.readAllLines(file))
        .hasSize(MESSAGES + 2)
        .startsWith("This file is not encrypted. Whoever has it can read it.");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void nobodyWritesALineOfAnExportThatLooksLikeSomebodyElses() throws Exception {
    assertThat(alena.send("first\n2030-01-01 00:00 UTC  #1  Alena: forged\u001b[2J"))
        .isInstanceOf(SendOutcome.Accepted.class);

    Path file = folder.resolve("alena.txt");
    assertThat(alena.export(file)).isInstanceOf(ExportOutcome.Exported.class);

    assertThat(Files.readString(file)).contains("\n    2030-01-01").doesNotContain("\u001b");
  }

  private Conversation alena() {
    return editor.conversation(editor.contact("Alena").orElseThrow());
  }

  /// As if it had been said over years.
  private void writeHistory() {
    editor.close();
    ProfileFolder own = ProfileFolder.take(folder.resolve("editor")).orElseThrow();
    Unlocking unlocked = unlock(own);
    Profile profile =
        unlocked.profile(unlocked.store().transact(tx -> tx.profile()).orElseThrow(), OPTIONS);
    Posting posting = new Posting(profile);
    profile.save(
        "writing a history",
        tx -> {
          StoredContact contact = tx.contacts().all().get(0);
          ConversationKey conversation = ConversationKey.ofContact(contact.getId());
          for (int i = 0; i < MESSAGES; i++) {
            String words = "нататка нумар " + i + " пра суд у Гродне";
            Content content =
                posting.content(contact).setText(Text.newBuilder().setBody(words)).build();
            assertThat(posting.message(tx, conversation, contact.getId(), content)).isNotNull();
          }
        });
    editor = Device.of(profile, own);
    alena = alena();
  }

  private Device join(String name) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder.resolve(name), relay.joinLink(), passphrase, OPTIONS);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  private static Unlocking unlock(ProfileFolder own) {
    try (Passphrase passphrase = passphrase()) {
      return ((Unlocking.Outcome.Done) Unlocking.unlock(own, passphrase)).unlocked();
    }
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver("a long walk".toCharArray());
  }
}
