package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Member;
import org.busel.sdk.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Section 20 of PROTOCOL.md is enough to write a member of a desk: one that shares no code with this project comes in,
/// hears, speaks and changes what it said, together with somebody who is no contact of it.
final class IndependentDeskIT {
  private static final Path VECTORS =
      Path.of("../../client-sdk/wire/src/test/resources/vectors/desk-chain");

  @TempDir Path folder;
  private NodePeer peer;

  @BeforeAll
  static void installThePeer() throws Exception {
    Optional<String> reason = NodePeer.install();
    reason.ifPresent(why -> {
      System.err.println("skipped: the independent peer: " + why);
      Assumptions.abort(why);
    });
  }

  @BeforeEach
  void start() {
    peer = NodePeer.start();
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void itComesToTheSameMembersAsTheVectorsSayInWhateverOrderTheChangesCome() throws IOException {
    try (Stream<Path> vectors = Files.list(VECTORS)) {
      for (Path vector : vectors.toList()) {
        List<String> head =
            Files.readAllLines(vector).stream()
                .filter(line -> line.matches("(name|members|admins): .*"))
                .toList();
        for (int order = 0; order < 5; order++) {
          assertThat(peer.told("chain", vector.toAbsolutePath().toString()))
              .as(vector.toString())
              .isEqualTo(head);
        }
      }
    }
  }

  @Test
  void itHearsSpeaksAndChangesWhatItSaidInADeskOfTheSdk() {
    try (RealRelay relay = new RealRelay(folder.resolve("relay"));
        Device editor = People.join(folder.resolve("editor"), relay.invite());
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      journalist.introduceAs("Alena");
      var _ = peer.told("join", relay.invite());
      var _ = peer.told("meet", editor.invite("Peer", Duration.ofDays(1)).text(), "Peer");
      assertThat(People.receive(editor)).isEmpty();
      People.meet(editor, "the editor", journalist, "Alena");
      found(editor, journalist);
      assertThat(peer.told("desk").getLast()).startsWith("Investigations 0 ");
      DeskConversation alena = journalist.conversation(desk(journalist));
      assertThat(alena.send("who has the tape?")).isInstanceOf(DeskSendOutcome.Accepted.class);

      // text ACCOUNT BYTES ID WORDS
      String[] heard = peer.told("receive").getLast().split(" ", 5);
      assertThat(heard[4]).isEqualTo("who has the tape?");
      var _ = peer.told("desk-reply", heard[1], heard[3], "I have");
      var _ = peer.told("desk-react", heard[1], heard[3], "👍");
      var _ = peer.told("desk-read", heard[1], heard[3]);
      String nine = peer.told("desk-say", "at nine").getLast();
      var _ = peer.told("desk-edit", nine, "1", "at ten");
      String wrong = peer.told("desk-say", "my address").getLast();
      var _ = peer.told("desk-delete", wrong);
      for (Device device : List.of(editor, journalist)) {
        var _ = device.receive(People.PATIENCE);
        List<Message> said = device.conversation(desk(device)).history(10);
        assertThat(said).extracting(Message::text)
            .containsExactly("who has the tape?", "I have", "at ten", "deleted");
        assertThat(said.get(0).marks().reactions()).extracting(Message.Reaction::emoji)
            .containsExactly("👍");
        assertThat(said.get(1).marks().answers()).contains(said.get(0).number());
        assertThat(said.get(2).marks().earlier()).containsExactly("at nine");
      }
      Message asked = alena.history(10).getFirst();
      assertThat(asked.marks().reach()).contains(new Message.Reach(2, 1, 1));

      changed(alena.edit(asked, "who has the tapes?"));
      changed(alena.react(alena.history(10).get(1), "🙏"));
      changed(alena.deleteForEveryone(asked));
      assertThat(editor.conversation(desk(editor)).disappearAfter(Duration.ofDays(7)))
          .isInstanceOf(DeskOutcome.Done.class);
      assertThat(peer.told("receive").stream().map(line -> line.split(" ", 2)[0]))
          .containsExactly("reaction", "deletion", "desk_changes"); // the edit was taken back
      assertThat(peer.told("desk").getLast()).startsWith("Investigations 604800 ");

      Member out =
          editor.desks().members(desk(editor)).stream()
              .filter(member -> member.name().equals("Peer"))
              .findFirst()
              .orElseThrow();
      assertThat(editor.desks().remove(desk(editor), out)).isInstanceOf(DeskOutcome.Done.class);
      var _ = People.receive(journalist);
      var _ = peer.told("desk-say", "still here"); // it has not heard of that yet
      var _ = People.receive(journalist);
      assertThat(alena.history(10)).extracting(Message::text).doesNotContain("still here");
      assertThat(alena.send("without it")).isInstanceOf(DeskSendOutcome.Accepted.class);
      assertThat(peer.told("receive").stream().map(line -> line.split(" ", 2)[0]))
          .containsExactly("desk_changes");
    }
  }

  /// The editor has both in.
  private void found(Device editor, Device journalist) {
    assertThat(editor.desks().create("Investigations")).isInstanceOf(DeskOutcome.Done.class);
    for (String name : List.of("Alena", "Peer")) {
      assertThat(editor.desks().invite(desk(editor), People.contact(editor, name)))
          .isInstanceOf(DeskOutcome.Done.class);
    }
    var _ = People.receive(journalist);
    assertThat(journalist.desks().accept(journalist.desks().invitations().getFirst()))
        .isInstanceOf(DeskOutcome.Done.class);
    var _ = peer.told("receive");
    var _ = peer.told("desk-accept");
    var _ = People.receive(editor);
    var _ = peer.told("receive");
    var _ = People.receive(journalist);
  }

  private static Desk desk(Device device) {
    return device.desks().named("Investigations").orElseThrow();
  }

  private static void changed(ChangeOutcome outcome) {
    assertThat(outcome).isInstanceOf(ChangeOutcome.Changed.class);
  }
}
