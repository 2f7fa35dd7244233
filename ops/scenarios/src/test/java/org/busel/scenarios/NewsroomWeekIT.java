package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody learns of a newsroom who seizes its relay every day for a week, disk and memory: sizes and numbers of what
/// waits for whom, as METADATA.md says; not who speaks, not what, and not whether there is a desk.
final class NewsroomWeekIT {
  private static final Path METADATA = Path.of("../../server/relay/METADATA.md");
  private static final Pattern FILE_ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]*\\| [^|]*\\|$");

  @TempDir Path folder;

  @Test
  void aDeskLooksToTheRelayLikeAsManyConversationsAllWeek() throws Exception {
    Map<String, List<String>> ofTheDesk = week("desk", true);
    Map<String, List<String>> ofTheConversations = week("conversations", false);

    assertThat(ofTheDesk).hasSize(2 * NewsroomWeek.DAYS).isEqualTo(ofTheConversations);
    assertThat(String.valueOf(ofTheDesk.get("day 0, spoken")))
        .as("an analyst sees that something waits")
        .contains("Ada", "Ben", "Cem", "Dan");
    assertThat(ofTheDesk.get("day 0, heard")).as("a receipt").hasSize(1);
  }

  /// Lets a week pass.
  ///
  /// @return what an analyst made of each day
  private Map<String, List<String>> week(String name, boolean inADesk) throws Exception {
    Map<String, List<String>> notes = new TreeMap<>();
    Path place = Files.createDirectory(folder.resolve(name));
    try (NewsroomWeek week = new NewsroomWeek(place, inADesk)) {
      for (int day = 0; day < NewsroomWeek.DAYS; day++) {
        week.speak(day);
        notes.put("day " + day + ", spoken", seize(week, place.resolve("spoken" + day)));
        week.hear();
        notes.put("day " + day + ", heard", seize(week, place.resolve("heard" + day)));
        week.nextDay();
      }
      nothingIsSaidInMemory(week, place.resolve("memory.hprof"));
    }
    return notes;
  }

  /// What waits for whom, by size bucket and hour of expiry, as it lies on the disk; who of the four an account belongs to is
  /// told to the analyst.
  private List<String> seize(NewsroomWeek week, Path to) {
    Path seized = week.relay().seized(to);
    onlyListedFilesLieThere(seized);
    nothingIsSaid("disk", Bytes.below(seized));
    List<String> notes = new ArrayList<>();
    try (EmbeddedStore store =
        EmbeddedStore.open(seized.resolve("store"), MailboxLimits.DEFAULTS)) {
      for (String name : NewsroomWeek.NAMES) {
        AccountId account =
            week.device(name).invite(Duration.ofDays(1)).card().account();
        for (Waiting waiting :
            store.mailboxes().peek(new DeviceId(account, 1), 0, 1_000, Instant.EPOCH)) {
          notes.add(
              name
                  + " "
                  + waiting.envelope().content().bytes().size()
                  + " bytes for "
                  + Duration.between(week.startedAt(), waiting.envelope().expiresAt()).toHours()
                  + " h");
        }
      }
    }
    notes.add(attachments(seized) + " attachments");
    return notes.stream().sorted().toList();
  }

  private static long attachments(Path seized) {
    return Bytes.below(seized).keySet().stream()
        .filter(file -> file.startsWith("store/attachments"))
        .count();
  }

  private static void onlyListedFilesLieThere(Path seized) {
    String page;
    try {
      page = Files.readString(METADATA);
    } catch (IOException e) {
      throw new UncheckedIOException("reading METADATA.md", e);
    }
    List<PathMatcher> listed =
        FILE_ROW
            .matcher(page.substring(page.indexOf("## Files")))
            .results()
            .map(row -> FileSystems.getDefault().getPathMatcher("glob:" + row.group(1).replace("*", "**")))
            .toList();
    assertThat(Bytes.below(seized).keySet())
        .isNotEmpty()
        .allMatch(file -> listed.stream().anyMatch(it -> it.matches(file)));
  }

  private static void nothingIsSaid(String where, Map<Path, byte[]> files) {
    files.forEach((file, bytes) -> nothingIsSaid(where + " " + file, bytes));
  }

  private static void nothingIsSaidInMemory(NewsroomWeek week, Path file) throws Exception {
    byte[] memory = week.relay().memory(file);
    Files.delete(file);
    assertThat(memory).hasSizeGreaterThan(1 << 20);
    assertThat(Bytes.contains(memory, "busel envelope id v1".getBytes(StandardCharsets.US_ASCII)))
        .as("the dump is readable: the relay's own words are found in it")
        .isTrue();
    nothingIsSaid("memory", memory);
  }

  private static void nothingIsSaid(String where, byte[] bytes) {
    for (String secret : List.of(NewsroomWeek.WORDS, NewsroomWeek.DESK, NewsroomWeek.FILE)) {
      assertThat(Bytes.spellings(secret))
          .as("%s holds %s", where, secret)
          .noneMatch(spelling -> Bytes.contains(bytes, spelling));
    }
  }
}
