package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.busel.relay.RelayConfig;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.LimitRules;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Device;
import org.busel.wire.MeetLink;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.RelayFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who holds a contact invitation fetches keys until none are left (attack 1 of the threat model).
final class PrekeysIT {
  private static final int UPLOADED = 100;

  @TempDir Path folder;

  @Test
  void whenOneTimeKeysRunOutPeopleStillMeetAndTheOwnerRefills() {
    try (RealRelay relay = new RealRelay(folder.resolve("relay"), withoutItsLimit());
        Device editor = People.join(folder.resolve("editor"), relay.invite());
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      MeetLink link = editor.invite("Journalist", Duration.ofDays(1));
      Bundle first = drain(link);
      Bundle afterwards = fetch(link);

      assertThat(first.hasOneTimeEc()).isTrue();
      assertThat(afterwards.hasOneTimeEc()).isFalse();
      assertThat(afterwards.getKem()).isNotEqualTo(first.getKem());
      assertThat(fetch(link).getKem()).isEqualTo(afterwards.getKem());
      assertThat(journalist.add(link, "Editor")).isInstanceOf(AddOutcome.Added.class);
      assertThat(People.receive(editor)).isEmpty();
      MessagingScenarios.send(journalist, "Editor", "in spite of it");
      assertThat(People.receive(editor)).containsExactly("in spite of it");
      assertThat(fetch(link).hasOneTimeEc()).isTrue();
    }
  }

  @Test
  void aOneTimeKeyIsGivenToOneSenderOnly() {
    try (RealRelay relay = new RealRelay(folder.resolve("relay"));
        Device editor = People.join(folder.resolve("editor"), relay.invite())) {
      MeetLink link = editor.invite(Duration.ofDays(1));

      Bundle one = fetch(link);
      relay.restart();
      Bundle other = fetch(link);

      assertThat(one.getOneTimeEc().getId()).isNotEqualTo(other.getOneTimeEc().getId());
      assertThat(one.getKem().getId()).isNotEqualTo(other.getKem().getId());
    }
  }

  /// What hours of patience would do, at once.
  private RelayConfig withoutItsLimit() {
    return RelayConfig.in(folder.resolve("relay"))
        .withRules(LimitRules.DEFAULTS.with(Limit.ACCOUNT_FETCHES, Optional.empty()));
  }

  private static Bundle drain(MeetLink link) {
    try (RawOutbox outbox = new RawOutbox(link.card().relays().getFirst())) {
      Bundle first = bundle(outbox.fetchBundles(link.card()));
      for (int i = 1; i < UPLOADED; i++) {
        var _ = bundle(outbox.fetchBundles(link.card()));
      }
      return first;
    }
  }

  private static Bundle fetch(MeetLink link) {
    try (RawOutbox outbox = new RawOutbox(link.card().relays().getFirst())) {
      return bundle(outbox.fetchBundles(link.card()));
    }
  }

  private static Bundle bundle(RelayFrame frame) {
    assertThat(frame.getResponse().getBundles().getBundlesCount()).isEqualTo(1);
    return frame.getResponse().getBundles().getBundles(0);
  }
}
