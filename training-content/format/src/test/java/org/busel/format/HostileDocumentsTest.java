package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDocumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "/etc/passwd",
        "a//b",
        "a/./b",
        "a/../b",
        "a\\b",
        "C:/x",
        ".hidden",
        "a/.b",
        "a.",
        "-a",
        "a/b/c/d/e",
        "a b",
        "nul",
        "media/con.png",
        "AUX/x",
        "",
        "\u043F\u0440\u044B\u0432\u0435\u0442.html"
      })
  void aPathThatCouldLeadOutOrMeanTwoFilesIsRefused(String path) {
    assertThat(ModulePath.parse(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"by", "EN", "en-us", "e", "en_US", "", "zz"})
  void aWrongLanguageCodeIsRefused(String code) {
    assertThat(Language.parse(code)).isEmpty();
  }

  @Test
  void deepNestingEndsInARefusal() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(StrictJson.read(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StrictJson.Reading.Refused.class);
  }

  @Test
  void aDocumentOverTheLimitIsRefusedUnread() {
    assertThat(StrictJson.read(new byte[StrictJson.MAX_BYTES + 1]))
        .isEqualTo(new StrictJson.Reading.Refused("more than 2097152 bytes"));
  }

  @Test
  void tooManyValuesAreRefused() {
    String many = "[" + "0,".repeat(StrictJson.MAX_VALUES) + "0]";

    assertThat(StrictJson.read(many.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new StrictJson.Reading.Refused("more than 200000 values"));
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(7);

    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      assertThat(SignedEnvelope.read(bytes)).isInstanceOf(SignedEnvelope.Reading.Refused.class);
      assertThat(PublishAnswer.read(bytes)).isEqualTo(new PublishAnswer.Unreadable());
    }
  }

  @Test
  void aManifestWithOneThingWrongIsRefusedWithItsPlace() {
    assertRefused("files[0].path", text -> text.replace("en/lesson-01", "../lesson-01"));
    assertRefused("about.level", text -> text.replace("\"beginner\"", "\"impossible\""));
    assertRefused("review.until", text -> text.replace("2027-06-30", "2027-02-30"));
    assertRefused(
        "version is not between", text -> text.replace("\"version\":1}", "\"version\":0}"));
    assertRefused(
        "files[0].chunks[0].length", text -> text.replace("[{\"length\":23", "[{\"length\":0"));
    assertRefused("reviews what they wrote", text -> text.replace("[\"Ryhor\"]", "[\"Alena\"]"));
    assertRefused("signed is no object", text -> "[]");
  }

  private static void assertRefused(String reason, UnaryOperator<String> change) {
    String good =
        new String(
            CanonicalJson.write(Example.manifest(1).unsigned().signed()), StandardCharsets.UTF_8);
    String bad = change.apply(good);
    assertThat(bad).isNotEqualTo(good);
    byte[] envelope =
        ("{\"signatures\":[],\"signed\":" + bad + "}").getBytes(StandardCharsets.UTF_8);

    ModuleVerdict verdict =
        Verification.module(envelope, Example.trusted(), Known.NOTHING, Example.NOW);

    assertThat(verdict).isInstanceOf(ModuleVerdict.Malformed.class);
    assertThat(((ModuleVerdict.Malformed) verdict).reason()).contains(reason);
  }

  @Test
  void anEnvelopeHoldsNothingThatNobodySigned() {
    Map<String, Json> members = new TreeMap<>();
    members.put("signatures", new Json.Items(List.of()));
    members.put("signed", Json.Members.of(Map.of()));
    members.put("unsigned", new Json.Text("news"));

    assertThat(SignedEnvelope.read(CanonicalJson.write(Json.Members.of(members))))
        .isEqualTo(new SignedEnvelope.Reading.Refused("document has a member too many"));
  }

  @Test
  void aPatternOfManyStarsIsQuick() {
    Role role = new Role("stars", Set.of(), Set.of(), List.of("*a".repeat(30)), false);

    assertThat(role.covers(new ModuleId("a".repeat(63) + "b"))).isFalse();
    assertThat(role.covers(new ModuleId("a".repeat(64)))).isTrue();
  }
}
