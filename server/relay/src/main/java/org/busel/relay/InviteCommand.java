package org.busel.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes invitations to register.
@Command(
    name = "invite",
    description = {
      "make one-time invitations, each for one account",
      "A link is a secret: whoever has it can use it once. It is shown now and never again."
    },
    sortOptions = false)
final class InviteCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many, 1 to 1000 (default: ${DEFAULT-VALUE})")
  private int count = 1;

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "how long they are good, as in 30m, 12h, 7d (default: ${DEFAULT-VALUE})")
  private String expires = "7d";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    Duration validFor =
        Durations.parse(expires)
            .orElseThrow(() ->
                new ConfigException(
                    "--expires " + expires + " is no duration", "write 30m, 12h or 7d"));
    List<String> answer = OfflineOrders.give(place.config(), Orders.invite(count, validFor));
    if (answer.getFirst().startsWith(Orders.REFUSED)) {
      Main.error(
          answer.getFirst().substring(Orders.REFUSED.length()), "run: busel-relay help invite");
      return Main.REFUSED;
    }
    if (json) {
      System.out.println(
          answer.stream()
              .map(InviteCommand::json)
              .collect(Collectors.joining(",", "{\"invitations\":[", "]}")));
    } else {
      answer.forEach(System.out::println);
    }
    return Main.DONE;
  }

  private static String json(String link) {
    String expiresAt =
        JoinLink.parse(link) instanceof Parsed.Link<JoinLink>(JoinLink read)
            ? read.expiresAt().toString()
            : "";
    return "{\"link\":\"" + link + "\",\"expires_at\":\"" + expiresAt + "\"}";
  }
}
