package org.busel.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// QTI and Common Cartridge: packages that hold what their manifests name, and say what they leave out.
final class PackagesTest {
  private static final Booklet BOOKLET = Booklets.everything(Booklets.ENGLISH);

  @Test
  void aCartridgeHoldsEveryFileThatItNamesAndNamesEveryFileThatItHolds() {
    Map<String, byte[]> files = ZipFiles.read(ExportFormat.CARTRIDGE.write(BOOKLET).bytes());

    List<String> named = attributes(ZipFiles.xml(files, "imsmanifest.xml"), "file", "href");

    List<String> held = new ArrayList<>(files.keySet());
    assertThat(held.remove("imsmanifest.xml")).isTrue();
    assertThat(named).containsExactlyInAnyOrderElementsOf(held);
  }

  @Test
  void aCartridgeHasOneTreeWhoseLeavesAreItsResources() {
    Map<String, byte[]> files = ZipFiles.read(ExportFormat.CARTRIDGE.write(BOOKLET).bytes());
    Document manifest = ZipFiles.xml(files, "imsmanifest.xml");

    Element organization = (Element) manifest.getElementsByTagName("organization").item(0);
    assertThat(organization.getAttribute("structure")).isEqualTo("rooted-hierarchy");
    assertThat(organization.getChildNodes().getLength()).isEqualTo(1);
    assertThat(attributes(manifest, "resource", "identifier"))
        .containsAll(
            attributes(manifest, "item", "identifierref").stream().filter(it -> !it.isEmpty()).toList());
    assertThat(attributes(manifest, "resource", "type"))
        .containsOnly("webcontent", "imsqti_xmlv1p2/imscc_xmlv1p3/assessment");
  }

  @Test
  void aCartridgeAsksWhatItCanAndNamesWhatItCannot() {
    Exported exported = ExportFormat.CARTRIDGE.write(BOOKLET);
    Document quiz = ZipFiles.xml(ZipFiles.read(exported.bytes()), "quizzes/quiz-01-all.xml");

    assertThat(attributes(quiz, "item", "ident")).containsExactly("one", "some", "word", "think");
    assertThat(exported.lost())
        .anySatisfy(it -> assertThat(it).contains("row"))
        .anySatisfy(it -> assertThat(it).contains("pairs"))
        .anySatisfy(it -> assertThat(it).contains("sum"));
  }

  @Test
  void qtiHasAnItemForEveryQuestionAndATestThatAsksThemAll() {
    Map<String, byte[]> files = ZipFiles.read(ExportFormat.QTI.write(BOOKLET).bytes());

    Document test = ZipFiles.xml(files, "quiz-01-all/test.xml");
    assertThat(attributes(test, "qti-assessment-item-ref", "href"))
        .containsExactly(
            "one.xml", "some.xml", "row.xml", "pairs.xml", "sum.xml", "word.xml", "think.xml");
    for (String href : attributes(ZipFiles.xml(files, "imsmanifest.xml"), "file", "href")) {
      assertThat(files).containsKey(href);
    }
  }

  @Test
  void anItemOfQtiSaysWhichAnswerIsRight() {
    Map<String, byte[]> files = ZipFiles.read(ExportFormat.QTI.write(BOOKLET).bytes());

    assertThat(right(files, "one")).containsExactly("A0");
    assertThat(right(files, "some")).containsExactly("A0", "A2");
    assertThat(right(files, "row")).containsExactly("A0", "A1");
    assertThat(right(files, "pairs")).containsExactly("A0 B0", "A1 B1");
    assertThat(right(files, "sum")).containsExactly("3.5");
    assertThat(right(files, "word")).containsExactly("бусел");
    assertThat(right(files, "think")).isEmpty();
  }

  private static List<String> right(Map<String, byte[]> files, String question) {
    NodeList values =
        ZipFiles.xml(files, "quiz-01-all/" + question + ".xml").getElementsByTagName("qti-value");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.getLength(); i++) {
      texts.add(values.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> attributes(Document document, String element, String attribute) {
    NodeList found = document.getElementsByTagName(element);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      values.add(((Element) found.item(i)).getAttribute(attribute));
    }
    return values;
  }
}
