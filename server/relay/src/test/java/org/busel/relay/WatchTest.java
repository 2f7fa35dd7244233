package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.busel.store.contract.InMemoryRelayStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator watches a relay by: meters, dashboard, alerts, runbooks. All of it speaks of the same things.
class WatchTest {
  private static final Path OPS = Path.of("..", "..", "ops");
  private static final Path ALERTS = OPS.resolve("grafana").resolve("alerts.yml");
  private static final Path DASHBOARD = OPS.resolve("grafana").resolve("dashboard.json");
  private static final Path RUNBOOKS = OPS.resolve("runbooks");
  private static final Pattern FAMILY =
      Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
  private static final Pattern NAME =
      Pattern.compile("\\b(?:relay|jvm|process|system)_[a-z0-9_]+\\b");

  @TempDir static Path folder;
  private static String page = "";

  @BeforeAll
  static void readThePageOfABusyRelay() {
    try (RunningRelay relay = RunningRelay.open(folder, new InMemoryRelayStore())) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      for (int i = 0; i < 12; i++) {
        outbox.send(editor.message(i, 1024));
        assertThat(outbox.response().hasAccepted()).isTrue();
      }
      Line inbox = relay.logIn(editor);
      inbox.send(TestDevice.acknowledge(inbox.push().getDelivery().getEnvelopeId()));
      assertThat(relay.browser().get("/v1/catalog").status()).isEqualTo(200);
      System.gc(); // some meters of the JVM begin with the first collection
      await().until(() -> relay.metrics().contains("jvm_gc_pause_seconds_sum"));
      page = relay.metrics();
    }
  }

  @AfterAll
  static void forgetThePage() {
    page = "";
  }

  @Test
  void theOperatorsPageListsEveryMeterWithItsKind() {
    Set<String> documented =
        Pattern.compile(
                "^\\| `(relay_[a-z_]+)` \\| (gauge|counter|summary|histogram) \\|",
                Pattern.MULTILINE)
            .matcher(read(Path.of("README.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> there =
        FAMILY
            .matcher(page)
            .results()
            .filter(family -> family.group(1).startsWith("relay_"))
            .map(family -> family.group(1) + " " + family.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(there).isEqualTo(documented);
  }

  @Test
  void whatIsNotTheRelaysOwnIsOfTheJvmTheProcessOrTheSystem() {
    assertThat(FAMILY.matcher(page).results().map(family -> family.group(1)))
        .allMatch(name -> name.matches("(relay|jvm|process|system)_.*"));
  }

  @Test
  void everyMetricOfAnAlertOrAPanelIsOnThePage() {
    Set<String> there =
        NAME.matcher(page.replaceAll("(?m)^#.*$", ""))
            .results()
            .map(match -> match.group())
            .collect(Collectors.toSet());

    for (Path file : new Path[] {ALERTS, DASHBOARD}) {
      Set<String> asked =
          expressions(read(file))
              .flatMap(text -> NAME.matcher(text).results().map(match -> match.group()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(asked).as(file.toString()).hasSizeGreaterThan(8).isSubsetOf(there);
    }
  }

  @Test
  void everyLabelValueOfAnAlertOrAPanelIsOnThePage() {
    Pattern label = Pattern.compile("\\\\?\"?\\b(answer|outcome|call|area)=\\\\?\"([a-z-]+)");
    for (Path file : new Path[] {ALERTS, DASHBOARD}) {
      assertThat(label.matcher(read(file)).results())
          .isNotEmpty()
          .allMatch(it -> page.contains(it.group(1) + "=\"" + it.group(2) + "\""));
    }
  }

  @Test
  void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
    Set<String> alerts = all("alert: (\\w+)", read(ALERTS));
    Set<String> runbooks = new TreeSet<>();
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      for (Path runbook : pages.filter(it -> !it.endsWith("README.md")).toList()) {
        String text = read(runbook);
        assertThat(text)
            .as(runbook.toString())
            .contains("## What it means")
            .contains("## What people notice")
            .contains("## What to do")
            .contains("## How to know that it is over");
        runbooks.addAll(all("Alert: `(\\w+)`", text));
      }
    }

    assertThat(runbooks).isEqualTo(alerts);
    assertThat(all("\\| `(\\w+)` \\|", read(RUNBOOKS.resolve("README.md")))).isEqualTo(alerts);
    for (String rule : read(ALERTS).split("- alert: ", -1)) {
      Set<String> named = all("runbook: ops/runbooks/(\\S+)", rule);
      for (String name : named) {
        assertThat(read(RUNBOOKS.resolve(name)))
            .contains("Alert: `" + rule.substring(0, rule.indexOf('\n')).strip() + "`");
      }
      assertThat(named).hasSize(rule.contains("expr:") ? 1 : 0);
    }
  }

  @Test
  void everyMeterThatARunbookNamesIsOnThePage() throws IOException {
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      assertThat(pages.flatMap(it -> all("\\b(relay_[a-z_]+)\\b", read(it)).stream()))
          .isNotEmpty()
          .allMatch(page::contains);
    }
  }

  /// What Prometheus is asked: `expr` of a rule, which may go on over several lines, or of a panel.
  private static Stream<String> expressions(String text) {
    return Pattern.compile("expr\"?: (?:>-\\s+)?([\\s\\S]*?)\\n\\s+\"?(?:for|labels|legendFormat)")
        .matcher(text)
        .results()
        .map(match -> match.group(1));
  }

  private static Set<String> all(String form, String text) {
    return Pattern.compile(form)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
