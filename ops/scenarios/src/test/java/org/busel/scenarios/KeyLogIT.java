package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.KeyLogTrouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A relay whose operator keeps two copies of it, as its seizer could, and shows each to other people: both have its keys, and
/// each signs its own line of the key log. Over real processes: relays, a witness, devices.
final class KeyLogIT {
  private static final String OFTEN = "relay.log-every = 1s\n";
  private static final int REFUSED = 1;

  @TempDir Path folder;

  @Test
  void aRelayThatIsTwoRelaysIsCaughtByDevicesByWhatTheyWriteAndByTheWitness() {
    Path witness = folder.resolve("witness");
    String witnessKey = witness(witness).output().getFirst();
    String config = OFTEN + "relay.witness-key = " + witnessKey + "\n";
    Path shown = folder.resolve("relay");
    Path copy = folder.resolve("copy");
    try (RelayInAProcess relay = new RelayInAProcess(shown, config);
        Device editor = People.join(folder.resolve("editor"), relay.invite());
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      String log = relay.run("log").getFirst();
      leaves(editor, 1);
      leaves(journalist, 1);
      People.meet(editor, "Editor", journalist, "Journalist");
      assertThat(witness(witness, log, "--once").awaitExit(Duration.ofMinutes(1))).isZero();
      await("the witness's word")
          .atMost(People.PATIENCE)
          .until(() -> editor.transparency().look().witnessed().isPresent());
      String later = relay.invite();
      String other = relay.invite();
      relay.stop();
      copy(shown, copy);

      relay.start();
      try (Device third = People.join(folder.resolve("later"), later)) {
        assertThat(third.contacts()).isEmpty();
        long before = editor.transparency().state().leaves();
        leaves(editor, before + 1);
        assertThat(witness(witness, log, "--once").awaitExit(Duration.ofMinutes(1))).isZero();
      }
      relay.stop();
      swap(shown, copy);
      relay.start();
      try (Device fourth = People.join(folder.resolve("other"), other)) {
        assertThat(fourth.contacts()).isEmpty();
        long before = journalist.transparency().state().leaves();
        leaves(journalist, before + 1);
      }

      // Nobody has seen both lines yet.
      assertThat(journalist.transparency().state().trouble()).isEmpty();
      assertThat(witness(witness, log, "--once").awaitExit(Duration.ofMinutes(1)))
          .isEqualTo(REFUSED);
      var _ = journalist.send(People.contact(journalist, "Editor"), "is all well?");
      List<Event> events = editor.receive(People.PATIENCE).events();
      assertThat(events).contains(new Event.KeyLogCaught(KeyLogTrouble.FORKED));
      assertThat(editor.add(journalist.invite(Duration.ofHours(1)), "another"))
          .isNotInstanceOf(AddOutcome.Added.class);
      assertThat(People.history(editor, "Journalist")).containsExactly("is all well?");
    }
  }

  private static void leaves(Device device, long atLeast) {
    await("the key log has grown")
        .atMost(People.PATIENCE)
        .until(() -> device.transparency().look().leaves() >= atLeast);
  }

  private ChildJvm witness(Path at, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("witness", "--dir", at.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    ChildJvm witness =
        new ChildJvm(folder.resolve("witness.log"), org.busel.relay.Main.class, all);
    if (arguments.length == 0) {
      await("the witness's key").atMost(People.PATIENCE).until(() -> !witness.output().isEmpty());
    }
    return witness;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, there);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("copying a relay", e);
    }
  }

  private static void swap(Path one, Path other) {
    try {
      Path aside = one.resolveSibling("aside");
      Files.move(one, aside);
      Files.move(other, one);
    } catch (IOException e) {
      throw new UncheckedIOException("swapping relays", e);
    }
  }
}
