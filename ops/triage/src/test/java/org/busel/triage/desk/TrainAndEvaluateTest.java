package org.busel.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.busel.triage.Level;
import org.busel.triage.Review;
import org.busel.triage.Triage;
import org.busel.triage.model.Language;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndEvaluateTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    InventedData.write(folder, 24);
    TrainCommand.main(new String[] {folder.toString(), path("model"), path("folds")});
  }

  @Test
  void aModelOfTheDataKnowsItsLanguagesAndWhatShouts() throws IOException {
    Model model = model("model");

    assertThat(model.tunings().keySet())
        .containsExactlyInAnyOrder(
            Language.BELARUSIAN, Language.ENGLISH, Language.RUSSIAN, Language.UKRAINIAN);
    Review review =
        new Triage(model)
            .review(
                "Подлые предатели уничтожают великую страну, кровавый позор! Эти подлые предатели"
                    + " снова уничтожают страну, был и есть кровавый позор!");
    assertThat(review).isInstanceOf(Review.Reviewed.class);
    assertThat(((Review.Reviewed) review).level()).isNotEqualTo(Level.FEW);
  }

  @Test
  void theSameDataGiveTheSameBytes() throws IOException {
    TrainCommand.main(new String[] {folder.toString(), path("again"), path("folds")});

    assertThat(Files.readAllBytes(folder.resolve("again")))
        .isEqualTo(Files.readAllBytes(folder.resolve("model")));
  }

  @Test
  void theCardHasEveryFigureWithItsBarAndNewsThatIsBroughtAlong() throws IOException {
    Files.writeString(
        folder.resolve("news.jsonl"),
        "{\"lang\":\"ru\",\"text\":\""
            + "Заседание комитета, был ремонт дороги. ".repeat(6)
            + "\"}\n");

    EvaluateCommand.main(
        new String[] {
          folder.toString(),
          path("model"),
          path("card"),
          path("folds"),
          "--news",
          path("news.jsonl")
        });

    List<String> card = Files.readAllLines(folder.resolve("card"));
    assertThat(card).anySatisfy(line -> assertThat(line).contains(model("model").version()));
    for (String figure :
        List.of(
            "UNLP AUC, all | 1.000",
            "span token-F1",
            "technique macro-F1",
            "same article in ru, uk, be",
            "hyperpartisan AUC, unseen publishers | 1.000",
            "control: labels shuffled",
            "control: names masked",
            "control: a vocabulary of names alone",
            "control: pairs of one length",
            "control: near-duplicates across folds",
            "false \"many\" on news brought along, ru | 0.000",
            "model file, MB")) {
      assertThat(card).anySatisfy(line -> assertThat(line).startsWith("| " + figure));
    }
  }

  @Test
  void offsetsOfTheDataAreCountedInUtf16AndEveryKindOfTextIsRead() {
    List<Item> items = Corpus.read(folder);

    Item loud = items.stream().filter(i -> !i.spans().isEmpty()).findFirst().orElseThrow();
    assertThat(loud.spans().getFirst()).containsExactly(3, 41);
    assertThat(loud.text().codePointAt(0)).isEqualTo(0x1F600);
    assertThat(items.stream().map(Item::origin).distinct()).hasSize(Item.Origin.values().length);
  }

  @Test
  void whatBelongsTogetherIsInOneFoldAndNoOutletTeachesItsOwnArticles() {
    Item one = item("a", "channel", Item.Origin.POST);
    Item other = item("b", "channel", Item.Origin.POST);
    Prepared sentence = Prepared.of(item("s", "Bright Bart", Item.Origin.SENTENCE));
    Prepared article = Prepared.of(item("x", "www.brightbart.com", Item.Origin.ARTICLE));

    assertThat(Folds.of(one)).isEqualTo(Folds.of(other));
    assertThat(Texts.sentencesOfOthers(List.of(sentence), List.of(article))).isEmpty();
    assertThat(Texts.sentencesOfOthers(List.of(sentence), List.of())).containsExactly(sentence);
  }

  private static Item item(String id, String group, Item.Origin origin) {
    return new Item(id, origin, "en", "The text", false, Set.of(), List.of(), List.of(), group);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Model model(String name) throws IOException {
    return ((ModelFile.Read.Whole) ModelFile.read(Files.readAllBytes(folder.resolve(name))))
        .model();
  }
}
