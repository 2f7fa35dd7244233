package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    assertRefused("document is no object", text -> "[]");
  }

  private static void assertRefused(String reason, UnaryOperator<String> change) {
    String good = new String(Example.manifest(1).bytes(), StandardCharsets.UTF_8);
    String bad = change.apply(good);
    assertThat(bad).isNotEqualTo(good);

    Manifest.Reading reading = Manifest.read(bad.getBytes(StandardCharsets.UTF_8));

    assertThat(reading).isInstanceOf(Manifest.Reading.Refused.class);
    assertThat(((Manifest.Reading.Refused) reading).reason()).contains(reason);
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
  void everyParserOfTheTrustChainSurvivesADocumentWithAnyByteChanged() {
    Repository repository = new Repository();
    repository.delegate("targets", "trainer", List.of("a/*"), false, Example.AUTHOR);
    repository.targets().version++;
    repository.publish();
    Random random = new Random(11);
    for (String file : List.copyOf(repository.files.keySet())) {
      byte[] good = repository.file(file);
      for (int i = 0; i < 2_000; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        if (random.nextInt(4) == 0) {
          bad = Arrays.copyOf(bad, random.nextInt(bad.length));
        }
        if (!Arrays.equals(good, bad)) {
          repository.files.put(file, bad);
          assertThat(
                  TrustRefresh.begin(
                      ANCHOR, repository, Example.NOW, TrustRefresh.Freshness.REQUIRED))
              .satisfies(HostileDocumentsTest::isNotTakenIn);
        }
      }
      repository.files.put(file, good);
    }
  }

  private static final Sha256 ANCHOR = new Repository().anchor();

  private static void isNotTakenIn(TrustRefresh.Start start) {
    if (start instanceof TrustRefresh.Start.Begun begun) {
      // Older files that nothing names any more may be anything.
      TrustRefresh.Outcome unused = begun.refresh().run();
      assertThat(begun.refresh().trusted().root().version()).isEqualTo(1);
    }
  }

  @Test
  void aPatternOfManyStarsIsQuick() {
    Role role = new Role("stars", Set.of(), Set.of(), List.of("*a".repeat(30)), false);

    assertThat(role.covers(new ModuleId("a".repeat(63) + "b"))).isFalse();
    assertThat(role.covers(new ModuleId("a".repeat(64)))).isTrue();
  }
}
