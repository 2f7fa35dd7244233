package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskFileOutcome;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.Listening;
import org.busel.sdk.Member;
import org.busel.sdk.Message;
import org.busel.sdk.ReceiveOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk of five over the real relay.
final class DesksIT {
  private static final String DESK = "night desk";
  private static final List<String> OTHERS = List.of("Ben", "Cem", "Dan", "Eve");

  @TempDir Path folder;

  private RealRelay relay;
  private final Map<String, Device> devices = new LinkedHashMap<>();

  @BeforeEach
  void adaHasEverybodyIn() {
    relay = new RealRelay(folder.resolve("relay"));
    Device ada = People.join(folder.resolve("Ada"), relay.invite());
    devices.put("Ada", ada);
    assertThat(ada.desks().create(DESK)).isInstanceOf(DeskOutcome.Done.class);
    for (String name : OTHERS) {
      Device device = People.join(folder.resolve(name), relay.invite());
      device.introduceAs(name);
      devices.put(name, device);
      People.meet(ada, "Ada", device, name);
      comesIn(name);
    }
    settle();
  }

  @AfterEach
  void close() {
    devices.values().forEach(Device::close);
    relay.close();
  }

  @Test
  void aDeskTalksLosesSomebodyAndTakesThemInAgain() {
    says("Ben", "who has the tape?");
    settle();
    says("Eve", "I have");
    relay.restart();
    settle();
    remove("Ada", "Cem");
    says("Ada", "not for Cem");
    settle();
    says("Dan", "nor this");
    settle();

    assertThat(said("Cem")).containsExactly("who has the tape?", "I have");
    assertThat(desk("Cem").standing()).isEqualTo(Desk.Standing.OUT);

    comesIn("Cem");
    says("Cem", "here again");
    settle();

    assertThat(said("Cem")).containsExactly("who has the tape?", "I have", "here again");
    for (String name : List.of("Ada", "Ben", "Dan", "Eve")) {
      assertThat(said(name))
          .containsExactly(
              "who has the tape?", "I have", "not for Cem", "nor this", "here again");
    }
  }

  @Test
  void whatWasSaidIsEditedReactedToAndDeletedForAllAndAFileIsGoneAtTheRelay() throws Exception {
    assertThat(device("Ben").conversation(desk("Ben")).send("at nine"))
        .isInstanceOf(DeskSendOutcome.Accepted.class);
    settle();
    assertThat(device("Ben").conversation(desk("Ben")).edit(last("Ben"), "at ten"))
        .isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(device("Eve").conversation(desk("Eve")).react(last("Eve"), "👍"))
        .isInstanceOf(ChangeOutcome.Changed.class);
    settle();
    for (String name : devices.keySet()) {
      assertThat(last(name).text()).isEqualTo("at ten");
      assertThat(last(name).marks().reactions()).hasSize(1);
    }

    SendFile file = SendFile.of(Files.write(folder.resolve("tape.ogg"), new byte[300_000]));
    assertThat(device("Ben").attachments().send(desk("Ben"), file, TransferProgress.NONE))
        .isInstanceOf(DeskFileOutcome.Said.class);
    for (String name : List.of("Ada", "Cem")) {
      assertThat(device(name).receive(People.PATIENCE)).isInstanceOf(ReceiveOutcome.Drained.class);
    }
    assertThat(device("Ada").attachments().fetch(last("Ada"), TransferProgress.NONE))
        .isInstanceOf(FetchFileOutcome.Here.class);
    assertThat(device("Ben").conversation(desk("Ben")).deleteForEveryone(last("Ben")))
        .isInstanceOf(ChangeOutcome.Changed.class);

    // Cem has not heard of it, and fetches in vain.
    assertThat(device("Cem").attachments().fetch(last("Cem"), TransferProgress.NONE))
        .isInstanceOf(FetchFileOutcome.Gone.class);
    settle();
    for (String name : List.of("Ada", "Ben", "Cem")) {
      assertThat(last(name).body()).isEqualTo(new Message.Body.Deleted());
    }
    assertThat(said("Dan")).containsExactly("at ten"); // taken back before it was fetched
  }

  @Test
  void theRelayCountsADeskOfFiveAsFourSingleMessages() throws Exception {
    String text = "the same words for everybody ".repeat(60);
    Device ada = device("Ada");
    try (Listening _ = ada.listen(_ -> {})) {
      Map<String, Double> before = mailboxMeters();
      for (String name : OTHERS) {
        assertThat(ada.send(People.contact(ada, name), text))
            .isInstanceOf(SendOutcome.Accepted.class);
      }
      Map<String, Double> between = mailboxMeters();
      says("Ada", text);
      Map<String, Double> after = mailboxMeters();

      assertThat(moved(before, between)).isNotEmpty().isEqualTo(moved(between, after));
    }
  }

  private void comesIn(String name) {
    Device ada = device("Ada");
    assertThat(ada.desks().invite(desk("Ada"), People.contact(ada, name)))
        .isInstanceOf(DeskOutcome.Done.class);
    Device device = device(name);
    assertThat(device.receive(People.PATIENCE)).isInstanceOf(ReceiveOutcome.Drained.class);
    assertThat(device.desks().accept(device.desks().invitations().get(0)))
        .isInstanceOf(DeskOutcome.Done.class);
    settle();
    assertThat(desk(name).standing()).isEqualTo(Desk.Standing.MEMBER);
  }

  private void remove(String who, String whom) {
    Device device = device(who);
    Member member =
        device.desks().members(desk(who)).stream()
            .filter(it -> it.name().equals(whom))
            .findFirst()
            .orElseThrow();
    assertThat(device.desks().remove(desk(who), member)).isInstanceOf(DeskOutcome.Done.class);
  }

  private void says(String name, String text) {
    assertThat(device(name).desks().send(desk(name), text))
        .isInstanceOf(DeskSendOutcome.Accepted.class);
  }

  private Message last(String name) {
    return device(name).desks().history(desk(name), 1).getFirst();
  }

  private List<String> said(String name) {
    return device(name).desks().history(desk(name), 100).stream().map(Message::text).toList();
  }

  private Desk desk(String name) {
    return device(name).desks().named(DESK).orElseThrow();
  }

  private void settle() {
    for (int round = 0; round < 2; round++) {
      devices
          .values()
          .forEach(device ->
              assertThat(device.receive(People.PATIENCE))
                  .isInstanceOf(ReceiveOutcome.Drained.class));
    }
  }

  /// What the relay counts of envelopes that it was given.
  private Map<String, Double> mailboxMeters() throws Exception {
    Map<String, Double> meters = new TreeMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body =
          http.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + relay.metricsPort() + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      body.lines()
          .filter(line -> line.startsWith("relay_mailbox_appends") && !line.contains("seconds"))
          .forEach(line -> {
            int blank = line.lastIndexOf(' ');
            meters.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
          });
    }
    return meters;
  }

  private static Map<String, Double> moved(Map<String, Double> from, Map<String, Double> to) {
    Map<String, Double> moved = new TreeMap<>();
    to.forEach((meter, value) -> {
      double by = value - from.getOrDefault(meter, 0.0);
      if (by != 0) {
        moved.put(meter, by);
      }
    });
    return moved;
  }

  private Device device(String name) {
    return Objects.requireNonNull(devices.get(name), name);
  }
}
