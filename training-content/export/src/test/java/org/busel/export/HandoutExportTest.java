package org.busel.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.busel.format.Language;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// The page to print.
final class HandoutExportTest {
  private static final Document PAGE = page(Booklets.everything(Booklets.ENGLISH));

  @Test
  void itFetchesNothingAndRunsNothing() {
    assertThat(PAGE.select("script, link, iframe, object, embed, form")).isEmpty();
    assertThat(PAGE.select("[src]").eachAttr("src"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).startsWith("data:image/"));
    assertThat(PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void everyLinkInsideOfItLeadsSomewhere() {
    List<String> targets = PAGE.select("a[href^=#]").eachAttr("href");

    assertThat(targets).contains("#lesson-02-next").allSatisfy(it ->
        assertThat(PAGE.getElementById(it.substring(1))).isNotNull());
    assertThat(PAGE.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void whatAnAuthorWritesIsTextAndNoMarkup() {
    Document hostile =
        page(Booklets.everything(Booklets.ENGLISH, "</title><script>alert(1)</script>"));

    assertThat(hostile.select("script")).isEmpty();
    assertThat(hostile.title()).isEqualTo("</title><script>alert(1)</script>");
  }

  @Test
  void itIsWrittenInTheDirectionOfItsLanguage() {
    assertThat(root(page(Booklets.everything(new Language("fa")))).attr("dir")).isEqualTo("rtl");
    assertThat(root(PAGE).attr("dir")).isEqualTo("ltr");
  }

  @Test
  void headingsGoDownOneLevelAtATime() {
    int before = 0;
    for (Element heading : PAGE.select("h1,h2,h3,h4,h5,h6")) {
      int level = heading.tagName().charAt(1) - '0';
      assertThat(level).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  @Test
  void itSaysThatItIsACopyWithoutASignature() {
    assertThat(PAGE.text()).contains("It carries no signature");
    assertThat(page(Booklets.everything(new Language("be"))).text()).contains("Подпісу на ёй няма");
  }

  private static Element root(Document page) {
    return page.expectFirst("html");
  }

  private static Document page(Booklet booklet) {
    return Jsoup.parse(
        new String(ExportFormat.HTML.write(booklet).bytes(), StandardCharsets.UTF_8));
  }
}
