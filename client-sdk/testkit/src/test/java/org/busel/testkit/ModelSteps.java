package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;

/// What may happen in a [ModelledNewsroom], one random thing after the other, each done to the devices and to the model.
/// More kinds of things are added to [#step].
final class ModelSteps {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Duration LONGER = Duration.ofHours(1);
  private static final int MOST_HOPS = 24; // certificates are renewed after a day and a half
  private static final List<String> EMOJI = List.of("👍", "🔥", "❤️", "");

  private final ModelledNewsroom room;
  private final ModelOfTalk model = new ModelOfTalk(ModelledNewsroom.NAMES);
  private final Random random;
  private final List<String> done = new ArrayList<>();
  private final List<String> members = new ArrayList<>(ModelledNewsroom.NAMES);
  private boolean relayIsThere = true;
  private int hops;
  private int said;

  ModelSteps(ModelledNewsroom room, long seed) {
    this.room = room;
    this.random = new Random(seed);
  }

  ModelOfTalk model() {
    return model;
  }

  List<String> done() {
    return done;
  }

  /// Does the next thing.
  void next() {
    room.clock.advance(Duration.ofSeconds(1));
    String who = any(ModelledNewsroom.NAMES);
    String with =
        any(ModelledNewsroom.NAMES.stream().filter(name -> !name.equals(who)).toList());
    done.add(step(random.nextInt(100), who, with));
  }

  private String step(int dice, String who, String with) {
    if (dice < 24) {
      return says(who, with);
    }
    if (dice < 34) {
      return edits(who, with);
    }
    if (dice < 42) {
      return takesBack(who, with);
    }
    if (dice < 50) {
      return reacts(who, with);
    }
    if (dice < 54) {
      return erasesHere(who, with);
    }
    if (dice < 62) {
      return saysInDesk(who);
    }
    if (dice < 76) {
      return fetches(who);
    }
    if (dice < 80) {
      return reads(who, with);
    }
    if (dice < 83) {
      return setsTimer(who, with);
    }
    if (dice < 85) {
      return timePasses();
    }
    return trouble(dice, who);
  }

  private String trouble(int dice, String who) {
    if (dice < 87) {
      room.restarts(who);
      return who + " restarts";
    }
    if (dice < 89) {
      return losesPower(who);
    }
    if (dice < 93) {
      return relayComesOrGoes();
    }
    if (dice < 95) {
      return cheats();
    }
    if (dice < 97) {
      if (relayIsThere) {
        room.relay.cutConnections();
      }
      return "connections break";
    }
    return dice < 98 ? relayLoses() : deskChanges();
  }

  private String says(String who, String with) {
    said++;
    String token = "word" + said + "x";
    String text = token + " said by " + who;
    SendOutcome outcome = room.conversation(who, with).send(text);
    assertThat(outcome)
        .isInstanceOf(relayIsThere ? SendOutcome.Accepted.class : SendOutcome.Queued.class);
    model.says(who, with, token, text);
    return who + " says " + token + " to " + with;
  }

  private String edits(String who, String with) {
    Optional<String> token = anyPage(who, with, true);
    if (token.isEmpty()) {
      return who + " has nothing to edit";
    }
    said++;
    String text = token.get() + " edited " + said;
    changed(room.conversation(who, with).edit(message(who, with, token.get()), text));
    model.edits(who, with, token.get(), text);
    return who + " edits " + text + " for " + with;
  }

  private String takesBack(String who, String with) {
    Optional<String> token = anyPage(who, with, true);
    if (token.isEmpty()) {
      return who + " has nothing to take back";
    }
    changed(room.conversation(who, with).deleteForEveryone(message(who, with, token.get())));
    model.takesBack(who, with, token.get());
    return who + " takes back " + token.get() + " from " + with;
  }

  private String reacts(String who, String with) {
    Optional<String> token = anyPage(who, with, false);
    if (token.isEmpty()) {
      return who + " has nothing to react to";
    }
    String emoji = any(EMOJI);
    changed(room.conversation(who, with).react(message(who, with, token.get()), emoji));
    model.reacts(who, with, token.get(), emoji);
    return who + " reacts to " + token.get() + " of or for " + with + " with " + emoji;
  }

  private String erasesHere(String who, String with) {
    Optional<String> token = anyPage(who, with, false);
    if (token.isEmpty()) {
      return who + " has nothing to erase";
    }
    room.conversation(who, with).deleteHere(message(who, with, token.get()));
    model.erasesHere(who, with, token.get());
    return who + " erases " + token.get() + " here, with " + with;
  }

  private String saysInDesk(String who) {
    if (!members.contains(who)) {
      assertThat(room.device(who).desks().send(room.desk(who), "let me in"))
          .isInstanceOf(DeskSendOutcome.NotAMember.class);
      model.takesIn(who);
      return who + " may say nothing in the desk";
    }
    said++;
    String token = "word" + said + "x";
    DeskSendOutcome outcome = room.device(who).desks().send(room.desk(who), token);
    assertThat(outcome)
        .isInstanceOf(relayIsThere ? DeskSendOutcome.Accepted.class : DeskSendOutcome.Queued.class);
    model.takesIn(who);
    model.saysInDesk(who, members, ModelledNewsroom.DESK, token, token);
    return who + " says " + token + " in the desk";
  }

  private String fetches(String who) {
    room.fetches(who);
    model.fetches(who);
    return who + " fetches";
  }

  private String reads(String who, String with) {
    List<Message> all = room.conversation(who, with).history(10_000);
    if (!all.isEmpty()) {
      room.conversation(who, with).markRead(all.get(all.size() - 1));
      model.reads(who, with);
    }
    return who + " reads what " + with + " said";
  }

  private String setsTimer(String who, String with) {
    Duration life = random.nextBoolean() ? LIFE : Duration.ZERO;
    room.conversation(who, with).disappearAfter(life);
    model.setsTimer(who, with, life);
    return who + " lets messages with " + with + " disappear after " + life;
  }

  private String timePasses() {
    if (hops == MOST_HOPS) {
      return "it is late";
    }
    hops++;
    room.clock.advance(LONGER);
    model.timePasses();
    return "an hour passes";
  }

  private String losesPower(String who) {
    try {
      room.losesPower(who);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return who + " loses power";
  }

  private String relayComesOrGoes() {
    if (relayIsThere) {
      room.relay.stop();
    } else {
      room.relay.start();
    }
    relayIsThere = !relayIsThere;
    model.relay(relayIsThere);
    return relayIsThere ? "the relay is back" : "the relay is gone";
  }

  private String cheats() {
    Tampering way = random.nextBoolean() ? Tampering.REORDER : Tampering.REPLAY;
    room.relay.tamper(way);
    return "the relay does " + way;
  }

  private String relayLoses() {
    room.relay.expireAll();
    model.loses();
    return "the relay loses what waits";
  }

  /// Who belongs to the desk changes among people who have heard everything.
  private String deskChanges() {
    settle();
    String name = members.contains("Cem") ? "goes out" : "comes in";
    if (members.remove("Cem")) {
      room.goesOut("Cem");
    } else {
      members.add("Cem");
      room.comesIn(room.desk("Ada"), "Cem");
    }
    return "Cem " + name;
  }

  /// The relay is there and honest, and everybody fetches until nothing waits.
  void settle() {
    room.relay.tamper();
    if (!relayIsThere) {
      done.add(relayComesOrGoes());
    }
    room.settle();
    for (int round = 0; round < 3; round++) {
      ModelledNewsroom.NAMES.forEach(model::fetches);
    }
  }

  private void changed(ChangeOutcome outcome) {
    assertThat(outcome).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(((ChangeOutcome.Changed) outcome).told()).isEqualTo(relayIsThere);
  }

  private Message message(String who, String with, String token) {
    return room.message(who, with, token);
  }

  /// A message that somebody sees, or nothing if they see none.
  private Optional<String> anyPage(String who, String with, boolean own) {
    List<String> tokens =
        model.pages(who, with).entrySet().stream()
            .filter(page -> !own || page.getValue().author().equals(who))
            .filter(page -> !own || page.getValue().revision() < 20)
            .map(Map.Entry::getKey)
            .toList();
    return tokens.isEmpty() ? Optional.empty() : Optional.of(any(tokens));
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
