package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.DuressEffect;
import org.busel.sdk.DuressOutcome;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Whether somebody who measures unlocking can tell its kinds apart.
///
/// Two samples are told apart if their Kolmogorov-Smirnov distance is beyond what equal distributions reach once in a
/// million times. That this sees what there is to see is shown by a kind that leaks on purpose: it does what programs do
/// that try the duress passphrase after the real one, and destroy by writing once more. `-Dbusel.unlocks=1000` for more
/// of each kind. Runs alone, because the bytes that are counted are those of the whole process.
@Isolated
class UnlocksAlikeTest {
  private static final int UNLOCKS = Integer.getInteger("busel.unlocks", 60);
  private static final double ONCE_IN_A_MILLION = Math.sqrt(-Math.log(1e-6 / 2) / 2);
  private static final int VAULT_HEADER = 64;
  private static final int SLOT = 4096;

  @TempDir Path folder;

  /// Who opens what.
  private enum Kind {
    NO_DURESS_SET("plain", "correct horse"),
    REAL("sparing", "correct horse"),
    DURESS("sparing", "green stork"),
    DURESS_THAT_DESTROYS("destroying", "green stork"),
    LEAKY("destroying", "green stork");

    private final String profile;
    private final String passphrase;

    Kind(String profile, String passphrase) {
      this.profile = profile;
      this.passphrase = passphrase;
    }
  }

  /// What can be measured of one session from outside.
  private record Seen(
      double cpuNanos, double bytesWritten, double bytesOnDisk, double slotsChanged,
      double zonesChanged) {}

  @Test
  void noKindOfUnlockingIsToldFromAnotherByTimeBytesWrittenOrSizesAndALeakyOneIs(
      TestReporter report) throws IOException {
    assumeThat(Files.isReadable(Path.of("/proc/self/io"))).isTrue();
    Options options =
        People.options(Clock.systemUTC()).withVaultCost(new Argon2Cost(2048, 1, 1));
    try (RelaySimulator relay = RelaySimulator.started(Clock.systemUTC())) {
      for (String profile : List.of("plain", "sparing", "destroying")) {
        make(relay, folder.resolve(profile), options);
      }
    }
    Map<Kind, List<Seen>> seen = new EnumMap<>(Kind.class);
    for (int i = 0; i < UNLOCKS + 10; i++) {
      for (Kind kind : Kind.values()) { // taking turns: what slows the machine slows all of them
        Seen session = session(kind, options);
        if (i >= 10) { // the first ones pay for compilation
          seen.computeIfAbsent(kind, unused -> new ArrayList<>()).add(session);
        }
      }
    }

    for (Kind kind : Kind.values()) {
      double[] times = sorted(of(seen, kind), Seen::cpuNanos);
      report.publishEntry(
          kind + ": milliseconds at a quarter, a half and three quarters",
          IntStream.of(1, 2, 3)
              .mapToObj(it -> "%.1f".formatted(times[times.length * it / 4] / 1e6))
              .collect(Collectors.joining(" "))
              + ", distance of times from the real "
              + "%.3f".formatted(distance(times, sorted(of(seen, Kind.REAL), Seen::cpuNanos))));
    }
    for (Kind one : Kind.values()) {
      for (Kind other : Kind.values()) {
        if (one.compareTo(other) < 0 && other != Kind.LEAKY) {
          assertThat(toldApart(of(seen, one), of(seen, other))).as(one + " " + other).isEmpty();
        }
      }
    }
    assertThat(toldApart(of(seen, Kind.DURESS), of(seen, Kind.LEAKY)))
        .contains("time", "bytes written");
  }

  private static List<Seen> of(Map<Kind, List<Seen>> seen, Kind kind) {
    return seen.getOrDefault(kind, List.of());
  }

  private static void make(RelaySimulator relay, Path profile, Options options) {
    People.join(relay, profile, options).close();
    if (!profile.endsWith("plain")) {
      try (Passphrase real = People.passphrase();
          Passphrase duress = Passphrase.takeOver("green stork".toCharArray())) {
        DuressEffect effect =
            profile.endsWith("sparing") ? DuressEffect.SPARE : DuressEffect.DESTROY;
        assertThat(Busel.setDuress(profile, real, duress, relay.joinLink(), effect, options))
            .isInstanceOf(DuressOutcome.Done.class);
      }
    }
  }

  private Seen session(Kind kind, Options options) throws IOException {
    Path here = Files.createDirectories(folder.resolve("here"));
    for (String file : List.of("vault", "store")) {
      Files.copy(
          folder.resolve(kind.profile).resolve(file),
          here.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    byte[] vault = Files.readAllBytes(here.resolve("vault"));
    byte[] store = Files.readAllBytes(here.resolve("store"));
    long written = written();
    long before = cpuNanos();
    try (Passphrase typed = Passphrase.takeOver(kind.passphrase.toCharArray())) {
      if (kind == Kind.LEAKY) {
        leak(here.resolve("vault"), typed);
      }
      OpenOutcome outcome = Busel.open(here, typed, options);
      assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
      try (Device device = ((OpenOutcome.Opened) outcome).device()) {
        device.introduceAs("Hanna");
      }
    }
    return new Seen(
        cpuNanos() - before,
        written() - written,
        Files.size(here.resolve("vault")) + Files.size(here.resolve("store")),
        changed(vault, Files.readAllBytes(here.resolve("vault")), VAULT_HEADER, SLOT, 4),
        changed(store, Files.readAllBytes(here.resolve("store")), 0, store.length / 3, 3));
  }

  private static void leak(Path vault, Passphrase typed) {
    try (Vault opened = ((UnlockOutcome.Unlocked) Vault.unlock(vault, typed)).vault()) {
      opened.save();
    }
  }

  private static int changed(byte[] before, byte[] after, int from, int size, int count) {
    int changed = 0;
    for (int i = 0; i < count; i++) {
      int start = from + i * size;
      changed += Arrays.equals(before, start, start + size, after, start, start + size) ? 0 : 1;
    }
    return changed;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long written() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .sum();
  }

  /// By what the two can be told apart.
  private static List<String> toldApart(List<Seen> one, List<Seen> other) {
    Map<String, ToDoubleFunction<Seen>> measures =
        Map.of(
            "time", Seen::cpuNanos,
            "bytes written", Seen::bytesWritten,
            "bytes on disk", Seen::bytesOnDisk,
            "slots changed", Seen::slotsChanged,
            "zones changed", Seen::zonesChanged);
    double limit =
        ONCE_IN_A_MILLION
            * Math.sqrt((one.size() + other.size()) / (double) (one.size() * other.size()));
    return measures.entrySet().stream()
        .filter(it ->
            distance(sorted(one, it.getValue()), sorted(other, it.getValue())) > limit)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static double[] sorted(List<Seen> seen, ToDoubleFunction<Seen> measure) {
    return seen.stream().mapToDouble(measure).sorted().toArray();
  }

  /// Largest difference between the two empirical distributions.
  private static double distance(double[] one, double[] other) {
    double largest = 0;
    for (double[] values : List.of(one, other)) {
      for (double value : values) {
        largest = Math.max(largest, Math.abs(shareUpTo(one, value) - shareUpTo(other, value)));
      }
    }
    return largest;
  }

  private static double shareUpTo(double[] sorted, double value) {
    return Arrays.stream(sorted).filter(it -> it <= value).count() / (double) sorted.length;
  }
}
