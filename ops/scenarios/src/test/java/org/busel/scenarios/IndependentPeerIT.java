package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.SendOutcome;
import org.busel.wire.MeetLink;
import org.busel.wire.Parsed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PROTOCOL.md and the `.proto` files are enough to write a device: one that shares no code with this project, over
/// another release of libsignal, talks with the SDK through the real relay.
final class IndependentPeerIT {
  @TempDir Path folder;
  private RealRelay relay;
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
  void letThePeerRegister() {
    relay = new RealRelay(folder.resolve("relay"));
    peer = NodePeer.start();
    List<String> _ = peer.told("join", relay.invite());
  }

  @AfterEach
  void stop() {
    peer.close();
    relay.close();
  }

  @Test
  void itAnswersAnInvitationOfTheSdkAndTheyTalk() {
    try (Device editor = People.join(folder.resolve("editor"), relay.invite())) {
      String account =
          peer.told("meet", editor.invite("Peer", Duration.ofDays(1)).text(), "Peer").getLast();
      assertThat(People.receive(editor)).isEmpty();

      List<String> _ = peer.told("send", account, "Запіс у мяне 🙂");

      assertThat(People.receive(editor)).containsExactly("Запіс у мяне 🙂");
      assertThat(editor.send(People.contact(editor, "Peer"), "Дасылай"))
          .isInstanceOf(SendOutcome.Accepted.class);
      assertThat(peer.told("receive"))
          .singleElement()
          .satisfies(line -> assertThat(line).startsWith("text ").endsWith(" Дасылай"));
    }
  }

  @Test
  void theSdkAnswersItsInvitationAndBothSeeTheSameSafetyNumber() {
    try (Device editor = People.join(folder.resolve("editor"), relay.invite())) {
      AddOutcome met = editor.add(link(peer.told("invite").getLast()), "Peer");

      assertThat(met).isInstanceOf(AddOutcome.Added.class);
      String[] introduction = peer.told("receive").getLast().split(" ", -1);
      assertThat(introduction[0]).isEqualTo("introduction");
      String digits = peer.told("safety", introduction[1]).getLast();
      assertThat(editor.safetyNumber(People.contact(editor, "Peer")).digits()).isEqualTo(digits);
    }
  }

  @Test
  void aLongConversationHealsItsKeysOnBothSidesAndEveryEnvelopeIsOfASizeBucket() {
    try (Device editor = People.join(folder.resolve("editor"), relay.invite())) {
      String account =
          peer.told("meet", editor.invite("Peer", Duration.ofDays(1)).text(), "Peer").getLast();
      assertThat(People.receive(editor)).isEmpty();

      for (int turn = 1; turn <= 40; turn++) {
        String words = "turn " + turn + " " + "w".repeat(turn * 97);
        List<String> _ = peer.told("send", account, words);
        assertThat(People.receive(editor)).containsExactly(words);
        assertThat(editor.send(People.contact(editor, "Peer"), words))
            .isInstanceOf(SendOutcome.Accepted.class);
        // It refuses to open what is of another size.
        assertThat(peer.told("receive"))
            .singleElement()
            .satisfies(line -> assertThat(line).endsWith(words));
      }
    }
  }

  private static MeetLink link(String text) {
    assertThat(MeetLink.parse(text)).isInstanceOf(Parsed.Link.class);
    return ((Parsed.Link<MeetLink>) MeetLink.parse(text)).link();
  }
}
