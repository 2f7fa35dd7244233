package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Message;

/// Devices that all know each other and share a desk, and what they show, in the words of [ModelOfTalk].
final class ModelledNewsroom implements AutoCloseable {
  static final String DESK = "Night";
  static final List<String> NAMES = List.of("Ada", "Ben", "Cem");

  final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  final RelaySimulator relay = RelaySimulator.started(clock);
  private final Path folder;
  private final Map<String, Path> profiles = new HashMap<>();
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Map<String, Set<Long>> reported = new HashMap<>();
  private int copies;

  ModelledNewsroom(Path folder) {
    this.folder = folder;
    for (String name : NAMES) {
      profiles.put(name, folder.resolve(name));
      devices.put(name, People.join(relay, folder.resolve(name), People.options(clock)));
      device(name).introduceAs(name);
      for (String before : devices.keySet()) {
        if (!before.equals(name)) {
          Contact unused = People.meet(device(before), before, device(name), name);
        }
      }
    }
    Desk desk = Newsroom.done(device("Ada").desks().create(DESK));
    for (String name : NAMES.subList(1, NAMES.size())) {
      comesIn(desk, name);
    }
  }

  Device device(String name) {
    Device device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException(name);
    }
    return device;
  }

  Conversation conversation(String who, String with) {
    return device(who).conversation(device(who).contact(with).orElseThrow());
  }

  Desk desk(String who) {
    return device(who).desks().named(DESK).orElseThrow();
  }

  /// Ada asks somebody into the desk, who accepts; everybody hears of it.
  void comesIn(Desk desk, String name) {
    Desk unused = Newsroom.done(
        device("Ada").desks().invite(desk, device("Ada").contact(name).orElseThrow()));
    fetches(name);
    DeskInvite invite = device(name).desks().invitations().get(0);
    Desk unused2 = Newsroom.done(device(name).desks().accept(invite));
    settle();
  }

  /// Ada takes somebody out of the desk; everybody hears of it.
  void goesOut(String name) {
    Desk unused = Newsroom.done(
        device("Ada")
            .desks()
            .remove(
                desk("Ada"),
                device("Ada").desks().members(desk("Ada")).stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst()
                    .orElseThrow()));
    settle();
  }

  void fetches(String who) {
    for (Event event : device(who).receive(People.LONG).events()) {
      if (event instanceof Event.MessageReceived received) {
        assertThat(reported(who).add(received.message().number()))
            .as("a message is reported to %s once", who)
            .isTrue();
      }
    }
  }

  /// Everybody fetches until nothing waits, at the relay or at home.
  void settle() {
    for (int round = 0; round < 2 || (round < 10 && relay.waiting() > 0); round++) {
      NAMES.forEach(this::fetches);
    }
    assertThat(relay.waiting()).isZero();
  }

  void restarts(String who) {
    device(who).close();
    devices.put(who, People.open(profile(who), People.options(clock)));
  }

  /// Goes on with what is on the disk at this moment, as after a power cut; the process before is never heard of again.
  void losesPower(String who) throws IOException {
    copies++;
    Path copy = folder.resolve(who + copies);
    try (Stream<Path> files = Files.walk(profile(who))) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith("-shm")) {
          Files.copy(file, copy.resolve(profile(who).relativize(file).toString()));
        }
      }
    }
    Device before = device(who);
    profiles.put(who, copy);
    devices.put(who, People.open(copy, People.options(clock)));
    before.close();
  }

  private Set<Long> reported(String who) {
    return reported.computeIfAbsent(who, unused -> new HashSet<>());
  }

  private Path profile(String who) {
    Path profile = profiles.get(who);
    if (profile == null) {
      throw new IllegalArgumentException(who);
    }
    return profile;
  }

  /// The message that begins with a word, on somebody's device.
  Message message(String who, String with, String token) {
    return conversation(who, with).history(10_000).stream()
        .filter(it -> token(it).equals(token))
        .findFirst()
        .orElseThrow(() -> new AssertionError(who + " does not show " + token));
  }

  private static String token(Message message) {
    return message.text().split(" ", 2)[0];
  }

  /// What somebody sees, in the words of [ModelOfTalk#seen]. Notes, and places where something was, are not looked at.
  Set<String> seen(String who, String with) {
    Set<String> lines = new TreeSet<>();
    List<Message> all =
        with.equals(DESK)
            ? device(who).desks().history(desk(who), 10_000)
            : conversation(who, with).history(10_000);
    for (Message message : all) {
      if (message.body() instanceof Message.Body.Text text) {
        boolean own = message.direction() == Message.Direction.OUTGOING;
        Set<String> reactions = new TreeSet<>();
        message
            .marks()
            .reactions()
            .forEach(it -> reactions.add((it.contact().isEmpty() ? "own" : "theirs") + it.emoji()));
        String line =
            (own ? "said " : "heard ")
                + text.text() + " earlier " + message.marks().earlier() + " " + reactions;
        assertThat(lines.add(line)).as("%s sees %s once", who, line).isTrue();
        assertThat(own || reported(who).contains(message.number()))
            .as("%s was told of %s", who, line)
            .isTrue();
      }
    }
    return lines;
  }

  @Override
  public void close() {
    devices.values().forEach(Device::close);
    relay.close();
  }
}
