package org.busel.sdk.desks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.busel.wire.AccountId;
import org.busel.wire.v1.SignedDeskChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Chains that any other implementation must resolve to the same members.
class ChainVectorTest {
  private static final Path FOLDER =
      Path.of("..", "wire", "src", "test", "resources", "vectors", "desk-chain");

  static Stream<Path> vectors() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyChainComesToWhatItsVectorSays(Path vector) throws IOException {
    String text = Files.readString(vector);
    int blank = text.indexOf("\n\n");
    Map<String, String> headers =
        text.substring(0, blank)
            .lines()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    List<SignedDeskChange> changes =
        new ArrayList<>(text.substring(blank + 2).lines().map(ChainVectorTest::change).toList());
    Random random = new Random(1);

    for (int order = 0; order < 3; order++) {
      Chain chain = new Chain(new ChangeId(bytes(headers.getOrDefault("desk", ""))));
      List<SignedDeskChange> waiting = new ArrayList<>(changes);
      while (!waiting.isEmpty()) {
        assertThat(waiting.removeIf(it -> chain.offer(it) instanceof Verdict.Taken)).isTrue();
      }
      Map<String, String> come = new TreeMap<>();
      come.put("desk", HexFormat.of().formatHex(chain.desk().bytes().toByteArray()));
      come.put("name", chain.members().name());
      come.put("members", accounts(chain.members().byAccount().keySet()));
      come.put("admins", accounts(chain.members().admins()));
      assertThat(come).containsExactlyInAnyOrderEntriesOf(headers);
      Collections.shuffle(changes, random);
    }
  }

  static String accounts(Collection<AccountId> accounts) {
    return accounts.stream()
        .map(account -> HexFormat.of().formatHex(account.bytes().toByteArray()))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static SignedDeskChange change(String line) {
    String[] parts = line.split(" ", 2);
    return SignedDeskChange.newBuilder()
        .setChange(bytes(parts[0]))
        .setSignature(bytes(parts[1]))
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
