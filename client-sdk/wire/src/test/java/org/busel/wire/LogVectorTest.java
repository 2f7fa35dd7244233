package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.wire.log.KeyPlaces;
import org.busel.wire.log.LogHash;
import org.busel.wire.log.LogProofs;
import org.busel.wire.log.LogWords;
import org.busel.wire.log.MapProof;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogLeaf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of the key log that any other implementation can run too; `ops/scenarios` runs one in JavaScript.
class LogVectorTest {
  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  static Stream<Vector> vectors() {
    return Stream.of(
            "log-leaf",
            "log-inclusion",
            "log-consistency",
            "key-places",
            "map-present",
            "map-absent",
            "log-head",
            "log-witness")
        .flatMap(kind -> Vector.all(kind).stream());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyVectorOfTheKeyLogIsReadAsItSays(Vector vector) throws Exception {
    switch (vector.name().substring(0, vector.name().indexOf('/'))) {
      case "log-leaf" -> assertThat(LogHash.leaf(leaf(vector))).isEqualTo(vector.bytes());
      case "key-places" -> keyPlaces(vector);
      case "log-inclusion" -> proof(vector, includes(vector));
      case "log-consistency" -> proof(vector, extend(vector));
      case "map-present" -> proof(vector, shows(vector));
      case "map-absent" -> proof(vector, showsNothing(vector));
      case "log-head" -> signed(vector, LogWords.head(relay(vector), head(vector)));
      case "log-witness" ->
          signed(
              vector,
              LogWords.witness(relay(vector), head(vector), (int) number(vector, "hour")));
      default -> throw new IllegalStateException(vector.name());
    }
  }

  private static void proof(Vector vector, boolean proved) {
    assertThat(proved ? "proved" : "not-proved").isEqualTo(vector.header("expect"));
  }

  private static boolean includes(Vector vector) {
    return LogProofs.includes(
        vector.headerBytes("root"),
        number(vector, "size"),
        number(vector, "index"),
        vector.headerBytes("leaf"),
        hashes(vector));
  }

  private static boolean extend(Vector vector) {
    return LogProofs.extend(
        vector.headerBytes("earlier-root"),
        number(vector, "earlier-size"),
        vector.headerBytes("root"),
        number(vector, "size"),
        hashes(vector));
  }

  private static boolean shows(Vector vector) {
    MapRow row = new MapRow(vector.headerBytes("position"), vector.headerBytes("value"));
    return MapProof.shows(vector.headerBytes("root"), row, hashes(vector));
  }

  private static boolean showsNothing(Vector vector) {
    Optional<MapRow> end =
        vector
            .find("end-position")
            .map(unused ->
                new MapRow(vector.headerBytes("end-position"), vector.headerBytes("end-value")));
    return new MapProof(hashes(vector), end)
        .showsNothing(vector.headerBytes("root"), vector.headerBytes("position"));
  }

  private static void keyPlaces(Vector vector) {
    KeyPlaces places =
        KeyPlaces.of(
            AccountId.of(vector.headerBytes("account")), vector.headerBytes("capability-hash"));
    MapRow row = places.row((int) number(vector, "version"), vector.headerBytes("material"));

    assertThat(row.position().concat(row.value())).isEqualTo(vector.bytes());
  }

  private static void signed(Vector vector, byte[] bytes) throws Exception {
    assertThat(ByteString.copyFrom(bytes)).isEqualTo(vector.bytes());
    byte[] key = HexFormat.of().parseHex(ED25519_PREFIX + vector.header("key"));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    check.update(bytes);
    assertThat(check.verify(vector.headerBytes("signature").toByteArray())).isTrue();
  }

  private static LogLeaf leaf(Vector vector) {
    return LogLeaf.newBuilder()
        .setHour((int) number(vector, "hour"))
        .setEntries(number(vector, "entries"))
        .setMapRoot(vector.headerBytes("map-root"))
        .build();
  }

  private static LogHead head(Vector vector) {
    return LogHead.newBuilder()
        .setSize(number(vector, "size"))
        .setHour((int) number(vector, "hour"))
        .setLogRoot(vector.headerBytes("log-root"))
        .build();
  }

  private static RelayId relay(Vector vector) {
    return RelayId.of(vector.headerBytes("trust-root"));
  }

  private static List<ByteString> hashes(Vector vector) {
    return LogProofs.split(vector.bytes());
  }

  private static long number(Vector vector, String header) {
    return Long.parseLong(vector.header(header));
  }
}
