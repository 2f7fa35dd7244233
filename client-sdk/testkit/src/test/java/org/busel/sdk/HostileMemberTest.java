package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.busel.keys.Argon2Cost;
import org.busel.keys.DeskKey;
import org.busel.keys.Passphrase;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.testkit.RelaySimulator;
import org.busel.wire.DeskProofs;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Deletion;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskMark;
import org.busel.wire.v1.DeskPromoting;
import org.busel.wire.v1.MessageReference;
import org.busel.wire.v1.Reaction;
import org.busel.wire.v1.SignedDeskChange;
import org.busel.wire.v1.Text;
import org.busel.wire.v1.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A member whose device does not keep to the rules. Everything it says is truly sealed, so it comes through.
class HostileMemberTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Options OPTIONS = Options.DEFAULTS.withVaultCost(new Argon2Cost(8, 1, 1));

  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private Device ada;
  private Desk desk;

  @BeforeEach
  void adaHasEveIn() {
    ada = join("ada");
    try (Device eve = join("eve")) {
      var met = eve.add(ada.invite("Eve", Duration.ofDays(1)), "Ada");
      assertThat(met).isInstanceOf(AddOutcome.Added.class);
      var heard = ada.receive(LONG);
      assertThat(heard).isInstanceOf(ReceiveOutcome.Drained.class);
      desk = ((DeskOutcome.Done) ada.desks().create("Night desk")).desk();
      var asked = ada.desks().invite(desk, ada.contact("Eve").orElseThrow());
      var invited = eve.receive(LONG);
      var accepted = eve.desks().accept(eve.desks().invitations().get(0));
      var in = ada.receive(LONG);
      var joined = eve.receive(LONG);
      assertThat(List.of(asked, invited, accepted, in, joined)).doesNotContainNull();
      assertThat(eve.desks().all())
          .extracting(Desk::standing)
          .containsExactly(Desk.Standing.MEMBER);
    }
  }

  @AfterEach
  void close() {
    ada.close();
    relay.close();
  }

  @Test
  void nobodyMakesThemselvesAnAdmin() {
    ReceiveOutcome received =
        afterEve((eve, open, to, tx) -> {
          DeskChange change =
              DeskChange.newBuilder()
                  .setDesk(open.id())
                  .addAllParents(open.heads())
                  .setEpoch(open.members().epoch() + 1)
                  .setAuthor(open.ownSeat(eve.self().device().account()).orElseThrow().bytes())
                  .setPromoting(
                      DeskPromoting.newBuilder()
                          .setSeat(
                              open.ownSeat(eve.self().device().account()).orElseThrow().bytes()))
                  .build();
          new DeskPost(eve).give(tx, to, open, List.of(signed(open, change)));
        });

    assertThat(received.events()).isEmpty();
    assertThat(ada.desks().members(desk))
        .filteredOn(Member::admin)
        .extracting(Member::id)
        .containsExactly(0L);
  }

  @Test
  void whoWasRemovedDoesNotComeBackByRepeatingWhatWas() {
    Member eve = ada.desks().members(desk).get(1);
    assertThat(ada.desks().remove(desk, eve)).isInstanceOf(DeskOutcome.Done.class);
    relay.expireAll(); // her own device would take back what waits there, if it heard of it

    ReceiveOutcome received =
        afterEve((profile, open, to, tx) -> {
          new DeskPost(profile).give(tx, to, open, open.chain().lackedBy(List.of()));
          Content said =
              Content.newBuilder()
                  .setText(Text.newBuilder().setBody("still here"))
                  .setDesk(open.mark())
                  .build();
          new DeskPost(profile).send(tx, to, said);
        });

    assertThat(ada.desks().members(desk)).hasSize(1);
    assertThat(received.messages()).isEmpty();
    assertThat(received.events()).anyMatch(Event.DeskMessageDropped.class::isInstance);
    assertThat(ada.desks().history(desk, 10)).isEmpty();
  }

  @Test
  void whatIsSaidWithAWrongEpochOrInAnInventedDeskIsNotShown() {
    ReceiveOutcome received =
        afterEve((profile, open, to, tx) -> {
          Content.Builder said =
              Content.newBuilder().setText(Text.newBuilder().setBody("out of place"));
          DeskMark wrong = open.mark().toBuilder().setEpoch(1).build();
          DeskMark invented =
              open.mark().toBuilder()
                  .setDesk(ByteString.copyFrom(new byte[DeskProofs.ID_BYTES]))
                  .build();
          new DeskPost(profile).send(tx, to, said.setDesk(wrong).build());
          new DeskPost(profile).send(tx, to, said.setDesk(invented).build());
        });

    assertThat(received.messages()).isEmpty();
    assertThat(ada.desks().history(desk, 10)).isEmpty();
    assertThat(ada.history(ada.contact("Eve").orElseThrow(), 10)).isEmpty();
  }

  @Test
  void namingChangesThatDoNotExistHoldsNoMoreThanItsShareAndAsksOnce() {
    ReceiveOutcome received =
        afterEve((profile, open, to, tx) -> {
          for (int i = 1; i <= 30; i++) {
            ByteString never =
                ByteString.copyFrom(new byte[DeskProofs.ID_BYTES - 1])
                    .concat(ByteString.copyFrom(new byte[] {(byte) i}));
            DeskMark mark =
                open.mark().toBuilder().clearHeads().addHeads(new ChangeId(never).bytes()).build();
            Content said =
                Content.newBuilder()
                    .setText(Text.newBuilder().setBody("hold this"))
                    .setDesk(mark)
                    .build();
            new DeskPost(profile).send(tx, to, said);
          }
        });

    assertThat(received.messages()).isEmpty();
    assertThat(relay.waiting()).isEqualTo(1); // the question
  }

  @Test
  void aMemberChangesNothingThatSomebodyElseSaid() {
    assertThat(ada.desks().send(desk, "mine")).isInstanceOf(DeskSendOutcome.Accepted.class);
    try (Passphrase passphrase = passphrase();
        Device eve =
            ((OpenOutcome.Opened) Busel.open(folder.resolve("eve"), passphrase, OPTIONS)).device()) {
      assertThat(eve.receive(LONG).messages()).hasSize(1);
    }
    ByteString[] id = new ByteString[1];
    ReceiveOutcome received =
        afterEve((profile, open, to, tx) -> {
          ByteString said =
              Views.content(tx.messages().last(ConversationKeys.ofDesk(open.id()), 1).get(0))
                  .getMessageId();
          id[0] = said;
          DeskPost post = new DeskPost(profile);
          Content here = Content.newBuilder().setDesk(open.mark()).build();
          post.send(
              tx,
              to,
              here.toBuilder().setEdit(Posting.edit(said, 1, "hers")).build());
          post.send(
              tx,
              to,
              here.toBuilder().setDeletion(Deletion.newBuilder().setMessageId(said)).build());
          // Said between two, about what was said in a desk.
          post.send(
              tx,
              to,
              Content.newBuilder()
                  .setReaction(
                      Reaction.newBuilder()
                          .setMessage(
                              MessageReference.newBuilder()
                                  .setAuthor(to.getAccount())
                                  .setMessageId(said))
                          .setEmoji("👎"))
                  .build());
          post.send(tx, to, here.toBuilder().setTimer(Timer.newBuilder().setSeconds(300)).build());
        });

    assertThat(id[0]).isNotNull();
    assertThat(received.events()).isEmpty();
    Message mine = ada.desks().history(desk, 10).get(0);
    assertThat(mine.text()).isEqualTo("mine");
    assertThat(mine.marks().edited()).isFalse();
    assertThat(mine.marks().reactions()).isEmpty();
    assertThat(ada.conversation(desk).settings().disappearsAfter()).isEmpty();
  }

  private interface Mischief {
    void play(Profile eve, OpenDesk open, StoredContact ada, Transaction tx);
  }

  /// What Ada hears when Eve's device has done that.
  private ReceiveOutcome afterEve(Mischief mischief) {
    ProfileFolder own = ProfileFolder.take(folder.resolve("eve")).orElseThrow();
    Unlocking unlocked;
    try (Passphrase passphrase = passphrase()) {
      unlocked = ((Unlocking.Outcome.Done) Unlocking.unlock(own, passphrase)).unlocked();
    }
    Profile profile =
        unlocked.profile(unlocked.store().transact(Transaction::profile).orElseThrow(), OPTIONS);
    DeskBook book = new DeskBook(profile, new AddressBook(profile));
    profile.save(
        "queueing",
        tx ->
            mischief.play(
                profile,
                book.open(tx, tx.desks().all().get(0)),
                tx.contacts().people().get(0),
                tx));
    try (Device eve = Device.of(profile, own)) {
      ReceiveOutcome unused = eve.receive(LONG);
    }
    ReceiveOutcome heard = ada.receive(LONG);
    assertThat(heard).isInstanceOf(ReceiveOutcome.Drained.class);
    return heard;
  }

  private static SignedDeskChange signed(OpenDesk open, DeskChange change) {
    ByteString bytes = change.toByteString();
    try (DeskKey key = open.key()) {
      return SignedDeskChange.newBuilder()
          .setChange(bytes)
          .setSignature(ByteString.copyFrom(key.sign(DeskProofs.changeToSign(bytes))))
          .build();
    }
  }

  private Device join(String name) {
    try (Passphrase passphrase = passphrase()) {
      JoinOutcome outcome = Busel.join(folder.resolve(name), relay.joinLink(), passphrase, OPTIONS);
      return ((JoinOutcome.Joined) outcome).device();
    }
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver("a long walk".toCharArray());
  }
}
