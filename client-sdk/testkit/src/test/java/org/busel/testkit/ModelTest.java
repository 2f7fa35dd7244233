package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random steps on several devices, compared with [ModelOfTalk].
///
/// Each sequence follows from its seed, but for the order in which threads run. `-Dbusel.model-seed=N` repeats one,
/// `-Dbusel.model-steps=N` makes each longer,
/// `-Dbusel.model-runs=N` adds N fresh seeds to the one that every build plays.
class ModelTest {
  private static final int STEPS = Integer.getInteger("busel.model-steps", 40);
  private static final int SETTLE_EVERY = 20;

  @TempDir Path folder;

  static LongStream seeds() {
    Long given = Long.getLong("busel.model-seed");
    return given != null
        ? LongStream.of(given)
        : LongStream.concat(
            LongStream.of(1),
            LongStream.iterate(System.nanoTime(), seed -> seed + 1)
                .limit(Integer.getInteger("busel.model-runs", 0)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverHappensEverybodySeesWhatTheyShould(long seed) throws Exception {
    System.out.println("model: seed " + seed + ", steps " + STEPS);
    Path here = Files.createDirectory(folder.resolve("room" + seed));
    try (ModelledNewsroom room = new ModelledNewsroom(here)) {
      ModelSteps steps = new ModelSteps(room, seed);
      try {
        for (int step = 1; step <= STEPS; step++) {
          steps.next();
          if (step % SETTLE_EVERY == 0 || step == STEPS) {
            steps.settle();
            compare(room, steps.model());
          }
        }
        for (String name : ModelledNewsroom.NAMES) {
          room.restarts(name);
        }
        compare(room, steps.model());
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ", after\n  " + String.join("\n  ", steps.done()), e);
      }
    }
  }

  private static void compare(ModelledNewsroom room, ModelOfTalk model) {
    for (String who : ModelledNewsroom.NAMES) {
      for (String with : ModelledNewsroom.NAMES) {
        if (!who.equals(with)) {
          assertThat(room.seen(who, with))
              .as("%s with %s", who, with)
              .isEqualTo(model.seen(who, with));
        }
      }
      assertThat(room.seen(who, ModelledNewsroom.DESK))
          .as("%s in the desk", who)
          .isEqualTo(model.seen(who, ModelledNewsroom.DESK));
      searchFinds(room, model, who);
    }
  }

  /// Of what is shown everything is found, of what was taken back nothing.
  private static void searchFinds(ModelledNewsroom room, ModelOfTalk model, String who) {
    List<String> words =
        ModelledNewsroom.NAMES.stream()
            .filter(with -> !with.equals(who))
            .flatMap(with -> model.pages(who, with).keySet().stream())
            .toList();
    for (String word : words) {
      assertThat(room.device(who).search(word, 10)).as("%s searches %s", who, word).hasSize(1);
    }
    // Unless the relay has lost what would have told them.
    for (String word : model.takenBack().stream().filter(it -> !words.contains(it)).toList()) {
      assertThat(room.device(who).search(word, 10)).as("%s searches %s", who, word).isEmpty();
    }
  }
}
