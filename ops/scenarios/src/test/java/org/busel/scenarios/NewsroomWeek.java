package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.busel.sdk.Conversation;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.ReceiptMode;
import org.busel.sdk.ReceiveOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.busel.testkit.ManualClock;

/// A week of four people: each day one of them speaks to all others, Ben sends Ada a file, and Ada's device says that things
/// have come. Whether they speak in a desk or to each one singly is the only thing in which two weeks differ.
final class NewsroomWeek implements AutoCloseable {
  static final List<String> NAMES = List.of("Ada", "Ben", "Cem", "Dan");
  static final String DESK = "the unquiet border";
  static final String FILE = "interview-with-the-witness.txt";
  static final String WORDS = "they crossed at the old mill";
  static final int DAYS = 7;

  // In the middle of three buckets: the mark of a desk makes a message some 80 bytes longer before it is padded.
  private static final List<Integer> REPEATED = List.of(1, 20, 95);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration RECEIPTS = Duration.ofMinutes(5);

  private final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  private final Instant startedAt = clock.instant().truncatedTo(ChronoUnit.HOURS);
  private final RelayWithAClock relay;
  private final Path folder;
  private final boolean inADesk;
  private final Map<String, Device> devices = new LinkedHashMap<>();

  NewsroomWeek(Path folder, boolean inADesk) {
    this.folder = folder;
    this.inADesk = inADesk;
    relay = new RelayWithAClock(folder.resolve("relay"), clock.instant());
    for (String name : NAMES) {
      Device device =
          People.join(folder.resolve(name), relay.invite(), People.OPTIONS.withClock(clock));
      device.introduceAs(name);
      device.receipts(ReceiptMode.OFF);
      devices.forEach((before, host) -> People.meet(host, before, device, name));
      devices.put(name, device);
    }
    with("Ada", "Ben").receipts(Optional.of(ReceiptMode.DELIVERED));
    if (inADesk) {
      foundTheDesk();
    }
    settle();
  }

  /// The hour in which it began.
  Instant startedAt() {
    return startedAt;
  }

  RelayWithAClock relay() {
    return relay;
  }

  Device device(String name) {
    return Objects.requireNonNull(devices.get(name), name);
  }

  private Conversation with(String who, String whom) {
    return device(who).conversation(People.contact(device(who), whom));
  }

  private void foundTheDesk() {
    Device ada = device("Ada");
    assertThat(ada.desks().create(DESK)).isInstanceOf(DeskOutcome.Done.class);
    for (String name : NAMES.subList(1, NAMES.size())) {
      assertThat(
              ada.desks().invite(ada.desks().named(DESK).orElseThrow(), People.contact(ada, name)))
          .isInstanceOf(DeskOutcome.Done.class);
      settle();
      assertThat(device(name).desks().accept(device(name).desks().invitations().getFirst()))
          .isInstanceOf(DeskOutcome.Done.class);
      settle();
    }
  }

  /// Everybody fetches, twice.
  void settle() {
    for (int round = 0; round < 2; round++) {
      devices
          .values()
          .forEach(
              device ->
                  assertThat(device.receive(People.PATIENCE))
                      .isInstanceOf(ReceiveOutcome.Drained.class));
    }
  }

  /// The words of a day; nobody has fetched them.
  void speak(int day) throws Exception {
    String speaker = NAMES.get(day % NAMES.size());
    String text = (WORDS + " ").repeat(REPEATED.get(day % REPEATED.size()));
    Device device = device(speaker);
    List<Event> heard = new ArrayList<>();
    // As an app that is open: it is logged in, whatever it says.
    try (Listening _ = device.listen(heard::add)) {
      if (inADesk) {
        assertThat(device.desks().send(device.desks().named(DESK).orElseThrow(), text))
            .isInstanceOf(DeskSendOutcome.Accepted.class);
      } else {
        for (String name : NAMES) {
          if (!name.equals(speaker)) {
            assertThat(with(speaker, name).send(text)).isInstanceOf(SendOutcome.Accepted.class);
          }
        }
      }
    }
    Path file = folder.resolve(FILE);
    Files.writeString(file, WORDS.repeat(1_000 * (day + 1)));
    assertThat(
            device("Ben")
                .attachments()
                .send(
                    People.contact(device("Ben"), "Ada"),
                    SendFile.of(file),
                    TransferProgress.NONE))
        .isInstanceOf(SendFileOutcome.Sent.class);
    Files.delete(file);
  }

  /// Everybody fetches, and the receipts of the day are on their way; nobody has fetched those.
  void hear() {
    settle();
    advance(RECEIPTS);
    assertThat(device("Ada").receive(People.PATIENCE)).isInstanceOf(ReceiveOutcome.Drained.class);
  }

  void nextDay() {
    settle();
    advance(DAY.minus(RECEIPTS));
  }

  private void advance(Duration by) {
    relay.advance(by);
    clock.advance(by);
  }

  @Override
  public void close() throws IOException {
    devices.values().forEach(Device::close);
    relay.close();
  }
}
