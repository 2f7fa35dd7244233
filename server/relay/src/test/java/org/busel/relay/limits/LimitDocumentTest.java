package org.busel.relay.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the documents and the code to the same limits.
class LimitDocumentTest {
  private static final List<String> LIMITS =
      Arrays.stream(Limit.values())
          .map(limit -> limit.text() + " " + limit.usual().burst() + " " + limit.usual().perToken())
          .toList();

  @Test
  void theProtocolListsEveryRateWithItsNumbers() {
    assertThat(
            rows(
                Path.of("..", "..", "client-sdk", "wire", "PROTOCOL.md"),
                "\\| `([a-z-]+)` \\| ([\\d,]+) \\| (\\d+)/([smh]) \\|"))
        .isEqualTo(LIMITS);
  }

  @Test
  void theOperatorsPageListsEveryRateWithItsNumbersAndHowItFails() {
    assertThat(rows(Path.of("README.md"), "\\| `([a-z-]+)` \\| `(\\d+)\\+(\\d+)/([smh])` \\|"))
        .isEqualTo(LIMITS);
    String page = read(Path.of("README.md"));
    for (Limit limit : Limit.values()) {
      assertThat(page.lines().filter(line -> line.startsWith("| `" + limit.text() + "` |")))
          .singleElement()
          .asString()
          .endsWith(
              limit == Limit.CONNECTION_REQUESTS
                  ? "| has none |"
                  : limit.failsClosed() ? "| closed |" : "| open |");
    }
  }

  private static List<String> rows(Path page, String form) {
    return Pattern.compile(form)
        .matcher(read(page))
        .results()
        .map(row ->
            row.group(1)
                + " "
                + Integer.parseInt(row.group(2).replace(",", ""))
                + " "
                + java.time.Duration.parse("PT1" + row.group(4).toUpperCase(java.util.Locale.ROOT))
                    .dividedBy(Integer.parseInt(row.group(3))))
        .toList();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
