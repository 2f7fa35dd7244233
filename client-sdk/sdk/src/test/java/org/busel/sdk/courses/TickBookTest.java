package org.busel.sdk.courses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TickBookTest {
  private final MortalStore store = new MortalStore();
  private final TickBook ticks = new TickBook(store);

  @Test
  void aTickStaysUntilItIsTakenAway() {
    ticks.tick(ExampleCourse.MODULE, "checklist", "update-phone", true);
    ticks.tick(ExampleCourse.MODULE, "checklist", "sign-out", true);
    ticks.tick(ExampleCourse.MODULE, "checklist", "sign-out", true);

    assertThat(new TickBook(store).ticked(ExampleCourse.MODULE, "checklist"))
        .containsExactlyInAnyOrder("update-phone", "sign-out");
    ticks.tick(ExampleCourse.MODULE, "checklist", "sign-out", false);
    assertThat(ticks.ticked(ExampleCourse.MODULE, "checklist")).containsExactly("update-phone");
    assertThat(ticks.ticked(ExampleCourse.MODULE, "other")).isEmpty();
  }

  @Test
  void whatIsTickedAlreadyIsNotWrittenAgain() {
    ticks.tick(ExampleCourse.MODULE, "checklist", "update-phone", true);
    store.writesUntilDeath = 0;

    ticks.tick(ExampleCourse.MODULE, "checklist", "update-phone", true);

    assertThatThrownBy(
            () -> ticks.tick(ExampleCourse.MODULE, "checklist", "update-phone", false))
        .isInstanceOf(MortalStore.Death.class);
    assertThat(ticks.ticked(ExampleCourse.MODULE, "checklist")).containsExactly("update-phone");
  }

  @Test
  void onlyIdsAreTicked() {
    assertThatThrownBy(() -> ticks.tick(ExampleCourse.MODULE, "checklist", "Not an id", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
