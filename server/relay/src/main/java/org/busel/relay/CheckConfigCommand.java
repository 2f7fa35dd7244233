package org.busel.relay;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads the configuration and shows what a relay would run with.
@Command(
    name = "check-config",
    description = "read the configuration and print every value that a relay would use",
    sortOptions = false)
final class CheckConfigCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    Map<ConfigKey, String> settings = ConfigText.of(place.config());
    if (json) {
      System.out.println(
          settings.entrySet().stream()
              .map(each -> quoted(each.getKey().text()) + ":" + quoted(each.getValue()))
              .collect(Collectors.joining(",", "{", "}")));
    } else {
      settings.forEach((key, value) -> System.out.println(key.text() + " = " + value));
    }
    return Main.DONE;
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
