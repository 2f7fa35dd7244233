package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.testkit.RelaySimulator;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Text;
import org.busel.wire.v1.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewerSenderTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Options OPTIONS = Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1));

  // Field 15 of Content, which this version does not have.
  private static final ByteString LATER_KIND =
      ByteString.copyFrom(new byte[] {15 << 3 | 2, 3, 'n', 'e', 'w'});

  @TempDir Path folder;

  @Test
  void aMessageOfAnUnknownKindIsKeptWholeAndShownAsSuch() throws Exception {
    try (RelaySimulator relay = RelaySimulator.started();
        Device editor = join(relay, "editor")) {
      try (Device journalist = join(relay, "journalist")) {
        var unused = journalist.add(editor.invite("Alena", LONG.multipliedBy(60)), "the desk");
      }

      sendLaterKindFrom("journalist");
      ReceiveOutcome received = editor.receive(LONG);

      assertThat(received.messages())
          .singleElement()
          .satisfies(message -> {
            assertThat(message.body()).isEqualTo(new Message.Body.NeedsNewerApp());
            assertThat(message.text()).isEqualTo("needs a newer app");
          });
    }
    assertThat(content("editor")).endsWith(LATER_KIND.toByteArray());
  }

  @Test
  void whatWasUnknownIsTakenAgainWhenTheAppKnowsIt() throws Exception {
    try (RelaySimulator relay = RelaySimulator.started();
        Device editor = join(relay, "editor")) {
      try (Device journalist = join(relay, "journalist")) {
        var unused = journalist.add(editor.invite("Alena", LONG.multipliedBy(60)), "the desk");
      }
      sendLaterKindFrom("journalist");
      sendLaterKindFrom("journalist");
      assertThat(editor.receive(LONG).messages()).hasSize(2);
    }

    learn("editor");

    try (Passphrase passphrase = passphrase();
        Device editor =
            ((OpenOutcome.Opened) Busel.open(folder.resolve("editor"), passphrase, OPTIONS))
                .device()) {
      Contact alena = editor.contact("Alena").orElseThrow();
      assertThat(editor.history(alena, 10)).extracting(Message::text).contains("learnt");
      assertThat(editor.history(alena, 10))
          .extracting(Message::body)
          .doesNotContain(new Message.Body.NeedsNewerApp());
      assertThat(editor.conversation(alena).settings().disappearsAfter()).contains(LONG.multipliedBy(60));
    }
  }

  /// As if the two messages had been a text and a timer of a later version, and this were that version.
  private void learn(String name) {
    ProfileFolder own = ProfileFolder.take(folder.resolve(name)).orElseThrow();
    try (own;
        Unlocking unlocked = unlock(own)) {
      var changed =
          unlocked
              .store()
              .transact(
                  tx -> {
                    var both =
                        tx.messages()
                            .last(ConversationKey.ofContact(tx.contacts().all().get(0).getId()), 2);
                    Content text =
                        Views.content(both.get(0)).toBuilder()
                            .setText(Text.newBuilder().setBody("learnt"))
                            .build();
                    Content timer =
                        Views.content(both.get(1)).toBuilder()
                            .setTimer(Timer.newBuilder().setSeconds(1200))
                            .build();
                    tx.messages()
                        .save(both.get(0).toBuilder().setContent(text.toByteString()).build());
                    tx.messages()
                        .save(both.get(1).toBuilder().setContent(timer.toByteString()).build());
                    return both;
                  });
      assertThat(changed).hasSize(2);
    }
  }

  private Device join(RelaySimulator relay, String name) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder.resolve(name), relay.joinLink(), passphrase, OPTIONS);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  private void sendLaterKindFrom(String name) throws Exception {
    ProfileFolder own = ProfileFolder.take(folder.resolve(name)).orElseThrow();
    Unlocking unlocked = unlock(own);
    Profile profile =
        unlocked.profile(unlocked.store().transact(Transaction::profile).orElseThrow(), OPTIONS);
    Content content =
        Content.parseFrom(
            Content.newBuilder()
                .setSentAtMillis(1)
                .setMessageId(id(profile))
                .build()
                .toByteString()
                .concat(LATER_KIND));
    profile.save(
        "queueing",
        tx -> {
          StoredContact desk = tx.contacts().all().get(0);
          tx.mail()
              .save(
                  StoredSubmit.newBuilder()
                      .setNumber(tx.messages().nextNumber())
                      .setContact(desk.getId())
                      .setSubmitId(id(profile))
                      .setContent(content.toByteString())
                      .build());
        });
    try (Device device = Device.of(profile, own)) {
      var unused = device.receive(LONG);
    }
  }

  private byte[] content(String name) {
    ProfileFolder own = ProfileFolder.take(folder.resolve(name)).orElseThrow();
    try (own;
        Unlocking unlocked = unlock(own)) {
      StoredMessage message =
          unlocked
              .store()
              .transact(tx ->
                      tx.messages()
                          .last(ConversationKey.ofContact(tx.contacts().all().get(0).getId()), 1)
                          .get(0));
      return message.getContent().toByteArray();
    }
  }

  private static Unlocking unlock(ProfileFolder own) {
    try (Passphrase passphrase = passphrase()) {
      return ((Unlocking.Outcome.Done) Unlocking.unlock(own, passphrase)).unlocked();
    }
  }

  private static ByteString id(Profile profile) {
    return EnvelopeId.random(profile.options().random()).bytes();
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver("a long walk".toCharArray());
  }
}
