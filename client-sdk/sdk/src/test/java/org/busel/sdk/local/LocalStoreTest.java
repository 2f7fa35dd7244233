package org.busel.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.AccountId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
  private static final String WORDS = "meet me at the station in Grodno";
  private static final ConversationKey CONVERSATION = ConversationKey.ofContact(1);
  private static final ByteString MESSAGE_ID = ByteString.copyFromUtf8("0123456789abcdef");

  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final Secret key = Secret.random(SecretLabel.LOCAL_STORE, 32, random);
  private LocalStore store;

  @BeforeEach
  void open() {
    store = opened(key);
  }

  @AfterEach
  void close() {
    store.close();
    key.close();
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    write(tx -> tx.sessions().store(Kind.SESSION, "a/1", new byte[] {1, 2, 3}));

    store.close();
    store = opened(key);

    assertThat(session("a/1")).hasValue(new byte[] {1, 2, 3});
  }

  @Test
  void aTransactionThatThrowsLeavesNothing() {
    assertThatThrownBy(() ->
            write(tx -> {
              tx.sessions().store(Kind.SESSION, "a/1", new byte[1]);
              tx.messages().save(message(tx.messages().nextNumber()));
              throw new IllegalArgumentException("half way");
            }))
        .hasMessage("half way");

    assertThat(session("a/1")).isEmpty();
    assertThat(history()).isEmpty();
  }

  @Test
  void anAbandonedTransactionLeavesNothingAndTheNextOneIsWhole() {
    write(tx -> {
      tx.sessions().store(Kind.SESSION, "a/1", new byte[1]);
      tx.abandon();
    });
    write(tx -> tx.sessions().store(Kind.SESSION, "b/1", new byte[1]));

    assertThat(session("a/1")).isEmpty();
    assertThat(session("b/1")).isPresent();
  }

  @Test
  void aTransactionWithinATransactionIsAMistake() {
    assertThatThrownBy(() -> write(tx -> write(inner -> {})))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noFileHoldsWordsNamesOrIds() throws IOException {
    AccountId account = AccountId.random(random);
    EnvelopeId envelope = EnvelopeId.random(random);
    write(tx -> {
      tx.profile(StoredProfile.newBuilder().setRelayUrl("https://relay.example").build());
      tx.contacts()
          .save(
              StoredContact.newBuilder()
                  .setId(7)
                  .setName("Alena of Grodno")
                  .setAccount(account.bytes())
                  .build());
      tx.messages().save(message(tx.messages().nextNumber()));
      tx.mail().saw(envelope, 20_000);
      tx.learning().put("module/digital-security", new byte[] {1});
    });

    assertThat(everyByteOnDisk())
        .doesNotContain(
            WORDS,
            "Grodno",
            "relay.example",
            "digital-security",
            text(account.bytes()),
            text(envelope.bytes()));

    store.close();

    assertThat(everyByteOnDisk()).doesNotContain("Grodno", text(account.bytes()));
  }

  @Test
  void valuesThatChangeTheirPlacesAreNoticed() {
    write(tx -> {
      tx.sessions().store(Kind.SESSION, "a/1", new byte[] {1});
      tx.sessions().store(Kind.SESSION, "b/1", new byte[] {2});
    });
    store.close();
    tamper(sql -> {
      List<byte[]> values =
          sql.query(row -> row.bytes(0), "SELECT value FROM item WHERE area = ?", 3L);
      sql.run("UPDATE item SET value = ? WHERE value = ?", new byte[] {0}, values.get(0));
      sql.run("UPDATE item SET value = ? WHERE value = ?", values.get(0), values.get(1));
      sql.run("UPDATE item SET value = ? WHERE value = ?", values.get(1), new byte[] {0});
    });
    store = openedWithoutProfile();

    assertThatThrownBy(() -> session("a/1")).isInstanceOf(LocalStoreException.class);
  }

  @Test
  void aFileOfAnotherKeyIsDamaged() {
    write(tx -> tx.profile(StoredProfile.getDefaultInstance()));
    store.close();

    try (Secret other = Secret.random(SecretLabel.LOCAL_STORE, 32, random)) {
      assertThat(LocalStore.open(file(), 0, other)).isInstanceOf(LocalStore.Opened.Damaged.class);
    }
  }

  @Test
  void aFileOfALaterVersionIsLeftAlone() throws IOException {
    store.close();
    tamper(sql -> sql.run("PRAGMA user_version = 1000"));
    byte[] before = Files.readAllBytes(file());

    assertThat(LocalStore.open(file(), 0, key)).isInstanceOf(LocalStore.Opened.TooNew.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void bytesThatAreNoDatabaseAreDamaged() throws IOException {
    store.close();
    Files.write(file(), List.of("no database at all, and long enough to be looked at"));

    assertThat(LocalStore.open(file(), 0, key)).isInstanceOf(LocalStore.Opened.Damaged.class);
  }

  @Test
  void aMessageIsFoundByItsAuthorAndId() {
    StoredMessage theirs = message(1).toBuilder().setContact(7).build();
    StoredMessage ours = message(2).toBuilder().setContact(7).setOutgoing(true).build();
    write(tx -> {
      tx.messages().saveNew(theirs, MESSAGE_ID);
      tx.messages().saveNew(ours, MESSAGE_ID);
    });

    assertThat(find(7)).hasValue(theirs);
    assertThat(find(Messages.OURS)).hasValue(ours);
    assertThat(find(8)).isEmpty();
  }

  @Test
  void aFileOfTheFirstVersionLearnsToFindMessagesByTheirIds() {
    Content content = Content.newBuilder().setMessageId(MESSAGE_ID).build();
    StoredMessage old = message(1).toBuilder().setContent(content.toByteString()).build();
    write(tx -> {
      tx.profile(StoredProfile.getDefaultInstance());
      tx.messages().save(old);
    });
    store.close();
    tamper(sql -> sql.run("PRAGMA user_version = 1"));

    store = opened(key);

    assertThat(find(1)).hasValue(old);
    assertThat(history()).containsExactly(old);
  }

  @Test
  void conversationsOfDifferentKindsHaveDifferentKeys() {
    ConversationKey contact = ConversationKey.ofContact(1);
    ConversationKey other = ConversationKey.of(1, contact.bytes());

    assertThat(other).isNotEqualTo(contact);
    assertThat(contact.contact()).isEqualTo(1);
    assertThatThrownBy(other::contact).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEnvelopeIsRememberedUntilNoRelayCanHoldIt() {
    EnvelopeId envelope = EnvelopeId.random(random);
    write(tx -> tx.mail().saw(envelope, 20_000));

    write(tx -> tx.mail().forgetOld(20_090));
    assertThat(hasSeen(envelope)).isTrue();
    write(tx -> tx.mail().forgetOld(20_101));
    assertThat(hasSeen(envelope)).isFalse();
  }

  @Test
  void unreportedMessagesAreToldOnceInOrder() {
    write(tx -> {
      for (int i = 0; i < 3; i++) {
        StoredMessage message = message(tx.messages().nextNumber());
        tx.messages().save(message);
        tx.messages().unreported(message);
      }
    });

    assertThat(twoUnreported()).extracting(StoredMessage::getNumber).containsExactly(1L, 2L);
    assertThat(twoUnreported()).extracting(StoredMessage::getNumber).containsExactly(3L);
    assertThat(twoUnreported()).isEmpty();
  }

  private Optional<byte[]> session(String name) {
    return store.transact(tx -> tx.sessions().load(Kind.SESSION, name));
  }

  private List<StoredMessage> history() {
    return store.transact(tx -> tx.messages().last(CONVERSATION, 10));
  }

  private Optional<StoredMessage> find(long author) {
    return store.transact(tx -> tx.messages().find(author, MESSAGE_ID));
  }

  private boolean hasSeen(EnvelopeId envelope) {
    return store.transact(tx -> tx.mail().hasSeen(envelope));
  }

  private List<StoredMessage> twoUnreported() {
    return store.transact(tx -> tx.messages().takeUnreported(2));
  }

  private static StoredMessage message(long number) {
    return StoredMessage.newBuilder()
        .setNumber(number)
        .setContact(1)
        .setContent(ByteString.copyFromUtf8(WORDS))
        .build();
  }

  private void write(Consumer<Transaction> work) {
    boolean unused =
        store.transact(tx -> {
          work.accept(tx);
          return true;
        });
  }

  private void tamper(Consumer<Sql> change) {
    try (Sql sql = JournaledSql.open(file(), 0, JdbcSql::inMemory, key)) {
      sql.run("BEGIN");
      change.accept(sql);
      sql.run("COMMIT");
    }
  }

  private LocalStore opened(Secret with) {
    LocalStore.Opened outcome = LocalStore.open(file(), 0, with);
    assertThat(outcome).isInstanceOf(LocalStore.Opened.Store.class);
    LocalStore opened = ((LocalStore.Opened.Store) outcome).store();
    boolean unused =
        opened.transact(tx -> {
          tx.profile(StoredProfile.getDefaultInstance());
          return true;
        });
    return opened;
  }

  private LocalStore openedWithoutProfile() {
    return ((LocalStore.Opened.Store) LocalStore.open(file(), 0, key)).store();
  }

  private Path file() {
    return folder.resolve("store");
  }

  private String everyByteOnDisk() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String text(ByteString bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
