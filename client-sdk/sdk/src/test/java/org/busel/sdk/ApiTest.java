package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.sdk.local.Sql;
import org.junit.jupiter.api.Test;

/// What apps can rely on: `client-sdk/sdk/api.txt`, decision 0017.
class ApiTest {
  private static final Path PROMISED = Path.of("api.txt");
  private static final List<String> ROOMS =
      List.of(".", "../wire", "../keys", "../../training-content/format");

  private final Api api = Api.from(Busel.class, Sql.class);

  @Test
  void nothingThatWasPromisedToAppsIsGoneOrDifferent() throws IOException {
    if (Boolean.getBoolean("busel.api-promise")) {
      Path unused = Files.write(PROMISED, api.lines());
    }

    assertThat(Files.readAllLines(PROMISED))
        .as(
            "If the change is meant: -Dtest=ApiTest -Dbusel.api-promise=true writes api.txt anew;"
                + " say in the commit what apps must do")
        .isNotEmpty()
        .allSatisfy(line -> assertThat(api.lines()).contains(line));
  }

  @Test
  void whatAppsSeeIsOfBuselOrTheJdkButForBytes() {
    assertThat(api.foreign()).containsExactly("com.google.protobuf.ByteString");
  }

  @Test
  void everyTypeThatAppsCanGetHoldOfSaysWhatItIs() throws IOException {
    assertThat(api.ours()).hasSizeGreaterThan(100);
    for (Class<?> type : api.ours()) {
      assertThat(isDocumented(type)).as(type.getName()).isTrue();
    }
  }

  private static boolean isDocumented(Class<?> type) throws IOException {
    String file = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
    Path source =
        ROOMS.stream()
            .map(room -> Path.of(room, "src/main/java", file))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no source of " + type));
    Matcher declared =
        Pattern.compile(
                "(?m)^((?:[ \\t]*///.*\\n)?)(?:[ \\t]*@.*\\n)*[^/*\\n]*\\b(?:class|interface|record|enum) "
                    + type.getSimpleName()
                    + "\\b")
            .matcher(Files.readString(source));
    return declared.find() && !declared.group(1).isBlank();
  }
}
