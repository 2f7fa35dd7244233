package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Member;
import org.busel.sdk.Message;

/// Several devices on one relay. Ada knows everybody, and nobody else knows anybody but her.
final class Newsroom implements AutoCloseable {
  static final String DESK = "Investigations";

  final RelaySimulator relay;
  private final Path folder;
  private final Clock clock;
  private final Map<String, Device> devices = new LinkedHashMap<>();

  Newsroom(Path folder, Clock clock, String... names) {
    this.relay = RelaySimulator.started(clock);
    this.folder = folder;
    this.clock = clock;
    for (String name : names) {
      Device device = People.join(relay, folder.resolve(name), People.options(clock));
      device.introduceAs(name);
      devices.put(name, device);
      if (!name.equals("Ada")) {
        Contact unused = People.meet(device("Ada"), "Ada", device, name);
      }
    }
  }

  Device device(String name) {
    Device device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException(name);
    }
    return device;
  }

  Path folderOf(String name) {
    return folder.resolve(name);
  }

  void closes(String name) {
    device(name).close();
  }

  void reopens(String name) {
    devices.put(name, People.open(folder.resolve(name), People.options(clock)));
  }

  /// Ada founds a desk and has everybody in.
  void founded() {
    done(device("Ada").desks().create(DESK));
    devices.keySet().stream().filter(name -> !name.equals("Ada")).forEach(this::comesIn);
  }

  void comesIn(String name) {
    invited(name);
    DeskInvite invite = device(name).desks().invitations().get(0);
    done(device(name).desks().accept(invite));
    settle();
    assertThat(desk(name).standing()).isEqualTo(Desk.Standing.MEMBER);
  }

  void invited(String name) {
    Contact contact = device("Ada").contact(name).orElseThrow();
    done(device("Ada").desks().invite(desk("Ada"), contact));
    var unused = device(name).receive(People.LONG);
  }

  Desk desk(String name) {
    return device(name).desks().named(DESK).orElseThrow();
  }

  Member member(String at, String who) {
    return device(at).desks().members(desk(at)).stream()
        .filter(member -> member.name().equals(who))
        .findFirst()
        .orElseThrow();
  }

  List<String> members(String at) {
    return device(at).desks().members(desk(at)).stream().map(Member::name).toList();
  }

  void says(String name, String text) {
    assertThat(device(name).desks().send(desk(name), text))
        .isInstanceOf(DeskSendOutcome.Accepted.class);
  }

  DeskConversation at(String name) {
    return device(name).conversation(desk(name));
  }

  /// The last message as somebody has it.
  Message last(String name) {
    List<Message> last = at(name).history(1);
    assertThat(last).hasSize(1);
    return last.get(0);
  }

  List<String> history(String name) {
    return People.texts(device(name).desks().history(desk(name), 1_000));
  }

  List<String> hears(String name) {
    return People.texts(device(name).receive(People.LONG).messages());
  }

  List<Event> events(String name) {
    return device(name).receive(People.LONG).events();
  }

  void removes(String who, String whom) {
    done(device(who).desks().remove(desk(who), member(who, whom)));
  }

  void promotes(String who, String whom) {
    done(device(who).desks().promote(desk(who), member(who, whom)));
  }

  /// Everybody fetches what waits, until nothing does.
  void settle() {
    for (int round = 0; round < 10 && (round < 2 || relay.waiting() > 0); round++) {
      devices
          .values()
          .forEach(device -> {
            var unused = device.receive(Duration.ofSeconds(20));
          });
    }
  }

  static Desk done(DeskOutcome outcome) {
    assertThat(outcome).isInstanceOf(DeskOutcome.Done.class);
    return ((DeskOutcome.Done) outcome).desk();
  }

  static List<Long> authors(List<Message> messages) {
    return messages.stream().map(Message::contact).toList();
  }

  @Override
  public void close() {
    devices.values().forEach(Device::close);
    relay.close();
  }
}
