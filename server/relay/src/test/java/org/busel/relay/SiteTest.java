package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.busel.format.CourseListing;
import org.busel.format.Json;
import org.busel.format.Known;
import org.busel.format.ModuleVerdict;
import org.busel.format.PublishAnswer;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSource;
import org.busel.format.Verification;
import org.busel.format.VerifyingKey;
import org.busel.relay.serve.TrustOffice;
import org.busel.store.contract.InMemoryRelayStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What anybody sees who opens the relay in a browser, and what trainers can publish.
class SiteTest {
  private static final String CHUNK = "/v1/chunks/" + Sha256.of(Academy.LESSON).hex();
  private static final String TIMESTAMP = "/v1/trust/timestamp.json";
  private static final String CURRICULUM = "/v1/trust/1.targets.json";
  private static final String ROLE = "/v1/trust/1.security.json";

  @TempDir Path folder;
  private final Academy academy = new Academy();
  private RunningRelay relay;
  private Browser browser;

  @BeforeEach
  void start() {
    relay = RunningRelay.open(folder, new InMemoryRelayStore(), UnaryOperator.identity());
    assertThat(
            relay.relay().trust().addRoot(
                academy.root(1, relay.relay().trust().key(), academy.steward)))
        .isEqualTo(new TrustOffice.Adding.Added(1));
    browser = relay.browser();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void aModuleIsAdmittedWhenItsSignaturesCountAndItsChunksAreThere() {
    byte[] role = academy.role(1, academy.author, academy.reviewer);
    byte[] manifest = academy.manifest(1);
    String manifestChunk = "/v1/chunks/" + Sha256.of(manifest).hex();

    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);
    Browser.Answer first = browser.put(ROLE, role);
    Browser.Answer sentManifest = browser.put(manifestChunk, manifest);
    Browser.Answer second = browser.put(ROLE, role);
    Browser.Answer chunk = browser.put(CHUNK, Academy.LESSON);
    Browser.Answer admitted = browser.put(ROLE, role);

    assertThat(List.of(first.status(), second.status())).containsOnly(202);
    assertThat(PublishAnswer.read(first.body()))
        .isEqualTo(new PublishAnswer.Missing(List.of(Sha256.of(manifest))));
    assertThat(PublishAnswer.read(second.body()))
        .isEqualTo(new PublishAnswer.Missing(List.of(Sha256.of(Academy.LESSON))));
    assertThat(List.of(sentManifest.status(), chunk.status())).containsOnly(200);
    assertThat(admitted.status()).isEqualTo(200);
    assertThat(admitted.text()).isEqualTo("{\"admitted\":true}");
    assertThat(browser.get(ROLE).body()).isEqualTo(role);
    assertThat(browser.get(CHUNK).body()).isEqualTo(Academy.LESSON);
    assertThat(
            browser
                .get(
                    "/v1/targets/modules/first-steps/"
                        + Sha256.of(manifest).hex()
                        + ".manifest")
                .body())
        .isEqualTo(manifest);
    assertThat(CourseListing.read(browser.get("/v1/catalog").body()))
        .isInstanceOfSatisfying(
            CourseListing.Reading.Read.class,
            read -> assertThat(read.listing().modules()).hasSize(1));
  }

  @Test
  void whatTheRelaySignsLeadsALearnerToWhatWasPublished() {
    publish(1);

    TrustRefresh refresh = refresh();

    assertThat(refresh.run()).isEqualTo(new TrustRefresh.Outcome.Current());
    assertThat(refresh.find(Academy.MODULE.delegatedPath()))
        .isInstanceOf(TrustRefresh.Search.Listed.class);
    assertThat(
            Verification.module(
                refresh.trusted(), Academy.MODULE, academy.manifest(1), Known.NOTHING))
        .isInstanceOf(ModuleVerdict.Verified.class);
  }

  @Test
  void aRoleWithoutItsReviewerIsRefusedAndOpensNoDoorForChunks() {
    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);

    Browser.Answer role = browser.put(ROLE, academy.role(1, academy.author));
    Browser.Answer chunk =
        browser.put(
            "/v1/chunks/" + Sha256.of(academy.manifest(1)).hex(), academy.manifest(1));

    assertThat(role.status()).isEqualTo(403);
    assertThat(role.text()).contains("\"refused\":").contains("\"hint\":");
    assertThat(chunk.status()).isEqualTo(403);
    assertThat(browser.get(CHUNK).status()).isEqualTo(404);
    assertThat(browser.get(ROLE).status()).isEqualTo(404);
  }

  @Test
  void aCurriculumOfAnotherBoardIsRefused() {
    byte[] forged = academy.author.sign(envelope(academy.curriculum(1))).bytes();

    assertThat(browser.put(CURRICULUM, forged).status()).isEqualTo(403);
    assertThat(browser.get(CURRICULUM).status()).isEqualTo(404);
  }

  @Test
  void aRootIsTakenFromAnybodyIfTheStewardsBeforeSignedIt() {
    VerifyingKey key = relay.relay().trust().key();

    assertThat(
            browser.put("/v1/trust/2.root.json", academy.root(2, key, academy.author)).status())
        .isEqualTo(403);
    assertThat(
            browser.put("/v1/trust/2.root.json", academy.root(3, key, academy.steward)).status())
        .isEqualTo(403);
    assertThat(
            browser.put("/v1/trust/2.root.json", academy.root(2, key, academy.steward)).status())
        .isEqualTo(200);
    assertThat(browser.get("/v1/trust/2.root.json").body())
        .isEqualTo(academy.root(2, key, academy.steward));
    assertThat(browser.put("/v1/trust/timestamp.json", new byte[2]).status()).isEqualTo(405);
  }

  @Test
  void nobodyIsLedBackToAnOlderVersion() {
    publish(2);

    Browser.Answer older =
        browser.put(ROLE, academy.role(1, academy.author, academy.reviewer));
    Browser.Answer olderModule =
        browser.put(
            "/v1/trust/3.security.json",
            academy.role(
                3, Academy.MODULE.delegatedPath(), 1, academy.author, academy.reviewer));
    Browser.Answer curriculum =
        browser.put("/v1/trust/2.targets.json", academy.curriculum(2));
    Browser.Answer olderCurriculum = browser.put(CURRICULUM, academy.curriculum(1));

    assertThat(older.status()).isEqualTo(202);
    assertThat(olderModule.status()).isEqualTo(202);
    byte[] first = academy.manifest(1);
    assertThat(browser.put("/v1/chunks/" + Sha256.of(first).hex(), first).status()).isEqualTo(200);
    assertThat(
            browser.put(ROLE, academy.role(1, academy.author, academy.reviewer)).status())
        .isEqualTo(409);
    assertThat(curriculum.status()).isEqualTo(200);
    assertThat(olderCurriculum.status()).isEqualTo(409);
  }

  @Test
  void whatIsTakenBackLeavesTheListAndTheDocumentsSaySo() {
    publish(1);
    byte[] without =
        academy.role(2, Academy.MODULE.delegatedPath(), 0, academy.author, academy.reviewer);

    assertThat(browser.put("/v1/trust/2.security.json", without).status()).isEqualTo(200);

    assertThat(CourseListing.read(browser.get("/v1/catalog").body()))
        .isEqualTo(new CourseListing.Reading.Read(new CourseListing(List.of())));
    TrustRefresh refresh = refresh();
    assertThat(refresh.run()).isEqualTo(new TrustRefresh.Outcome.Current());
    assertThat(refresh.find(Academy.MODULE.delegatedPath()))
        .isEqualTo(new TrustRefresh.Search.NotListed());
  }

  @Test
  void aTimestampIsSignedAnewWhenSomethingChangedAndNotBefore() {
    byte[] before = browser.get(TIMESTAMP).body();
    assertThat(browser.get(TIMESTAMP).body()).isEqualTo(before);

    publish(1);

    assertThat(browser.get(TIMESTAMP).body()).isNotEqualTo(before);
  }

  @Test
  void bytesThatAreNotTheirNameAreRefused() {
    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);
    assertThat(browser.put(ROLE, academy.role(1, academy.author, academy.reviewer)).status())
        .isEqualTo(202);
    String manifest = "/v1/chunks/" + Sha256.of(academy.manifest(1)).hex();

    assertThat(browser.put(manifest, new byte[] {1, 2, 3}).status()).isEqualTo(400);
    assertThat(browser.get(manifest).status()).isEqualTo(404);
  }

  @Test
  void aManifestUnderAnotherModulesNameIsRefused() {
    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);
    byte[] role =
        academy.role(1, "modules/first-aid/manifest", 1, academy.author, academy.reviewer);
    byte[] manifest = academy.manifest(1);
    assertThat(browser.put(ROLE, role).status()).isEqualTo(202);
    assertThat(browser.put("/v1/chunks/" + Sha256.of(manifest).hex(), manifest).status())
        .isEqualTo(200);

    assertThat(browser.put(ROLE, role).status()).isEqualTo(400);
  }

  @Test
  void aRoleThatListsWhatTheBoardGaveItNoSayAboutIsRefused() {
    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);
    byte[] role = academy.role(1, "modules/law/manifest", 1, academy.author, academy.reviewer);

    assertThat(browser.put(ROLE, role).status()).isEqualTo(403);
  }

  @Test
  void thePagesShowWhatWasPublishedAndEscapeIt() {
    publish(1);

    String front = browser.get("/").text();
    String course = browser.get("/courses/first-steps").text();

    assertThat(front).contains("First &lt;steps&gt; &amp; more").contains("/courses/first-steps");
    assertThat(course)
        .contains("Phones")
        .contains(academy.reviewer.verifying().id().forPeople())
        .doesNotContain("<steps>");
  }

  @Test
  void thePageSpeaksTheBrowsersLanguageAndEnglishOtherwise() {
    assertThat(browser.get("/", "Accept-Language", "be,ru;q=0.5").text())
        .contains("<html lang=\"be\">");
    assertThat(browser.get("/", "Accept-Language", "ru-RU").text()).contains("<html lang=\"ru\">");
    assertThat(browser.get("/", "Accept-Language", "fr").text()).contains("<html lang=\"en\">");
    assertThat(browser.get("/", "Accept-Language", ";;=,q=x").text())
        .contains("<html lang=\"en\">");
  }

  @Test
  void aBrowserMayDoNothingWithAPageButShowIt() {
    Browser.Answer page = browser.get("/");

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.text()).doesNotContain("<script");
  }

  @Test
  void aChunkNeverChangesAndADocumentIsAskedForAgain() {
    publish(1);

    Browser.Answer chunk = browser.get(CHUNK);
    Browser.Answer again = browser.get(CHUNK, "If-None-Match", chunk.header("ETag"));
    Browser.Answer head = browser.head(CHUNK);

    assertThat(chunk.header("Cache-Control")).contains("immutable");
    assertThat(again.status()).isEqualTo(304);
    assertThat(head.header("Content-Length")).isEqualTo("" + Academy.LESSON.length);
    assertThat(browser.get(TIMESTAMP).header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void whatIsNotThereIsNotFoundAsOnAnyWebSite() {
    for (String path :
        new String[] {
          "/admin", "/v1/inbox", "/v1/chunks/zz", "/courses/UPPER", "/courses/missing", "/..%2f"
        }) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(404);
      assertThat(browser.get(path).text()).isEqualTo("Not Found\n");
    }
    assertThat(browser.post("/").status()).isEqualTo(405);
    assertThat(browser.get("/healthz").text()).isEqualTo("ok\n");
  }

  private void publish(int version) {
    String path = "/v1/trust/" + version + ".security.json";
    byte[] role = academy.role(version, academy.author, academy.reviewer);
    byte[] manifest = academy.manifest(version);
    assertThat(browser.put(CURRICULUM, academy.curriculum(1)).status()).isEqualTo(200);
    assertThat(browser.put(path, role).status()).isEqualTo(202);
    assertThat(browser.put("/v1/chunks/" + Sha256.of(manifest).hex(), manifest).status())
        .isEqualTo(200);
    assertThat(browser.put(path, role).status()).isEqualTo(202);
    assertThat(browser.put(CHUNK, Academy.LESSON).status()).isEqualTo(200);
    assertThat(browser.put(path, role).status()).isEqualTo(200);
  }

  private TrustRefresh refresh() {
    TrustSource source =
        (file, mostBytes) -> {
          Browser.Answer answer = browser.get("/v1/trust/" + file);
          return answer.status() == 200
              ? new TrustSource.Answer.Got(answer.body())
              : new TrustSource.Answer.NotThere();
        };
    return ((TrustRefresh.Start.Begun)
            TrustRefresh.begin(
                relay.relay().trust().anchor().orElseThrow(),
                source,
                Instant.now(),
                TrustRefresh.Freshness.REQUIRED))
        .refresh();
  }

  private static SignedEnvelope envelope(byte[] bytes) {
    return SignedEnvelope.read(bytes)
            instanceof SignedEnvelope.Reading.Read(var envelope)
        ? new SignedEnvelope(List.of(), envelope.signed())
        : new SignedEnvelope(
            List.of(), Json.Members.of(Map.of()));
  }
}
