package org.busel.triage.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.busel.triage.Review;
import org.busel.triage.Triage;
import org.busel.triage.model.Language;
import org.busel.triage.model.Model;
import org.busel.triage.model.OwnLayer;
import org.busel.triage.model.OwnLayerFile;
import org.busel.triage.model.SmallModels;
import org.junit.jupiter.api.Test;

class AdaptationTest {
  private static final Model MODEL = SmallModels.russian();
  private static final List<Labelled> OWN_WORDS =
      Newsroom.labelled(120, text -> text.contains(Newsroom.OWN_WORD));

  @Test
  void wordsThatOnlyTheNewsroomKnowsAreLearnt() {
    var adaptation = Adaptation.of(MODEL, OWN_WORDS);

    var helps = (Learnt.Helps) adaptation.learnt().get(0);
    assertThat(helps.kind()).isEqualTo(Learnt.Kind.WORDS);
    assertThat(helps.languages()).isEqualTo(Set.of(Language.RUSSIAN));
    assertThat(helps.comparison().after().auc()).isGreaterThan(0.9);
    assertThat(helps.comparison().before().auc()).isLessThan(0.6);
    OwnLayer layer = adaptation.layer(MODEL).orElseThrow();
    String unseen = Newsroom.texts(140).get(130);
    assertThat(probability(new Triage(MODEL, layer), unseen))
        .isGreaterThan(probability(new Triage(MODEL), unseen));
  }

  @Test
  void labelsThatACoinThrewReplaceNothing() {
    var adaptation = Adaptation.of(MODEL, Newsroom.byCoin(150));

    var without = (Learnt.DoesNotHelp) adaptation.learnt().get(0);
    assertThat(without.comparison().after().auc()).isBetween(0.35, 0.65);
    assertThat(adaptation.layer(MODEL)).isEmpty();
  }

  @Test
  void labelsThatTheModelWouldGiveItselfReplaceNothing() {
    var triage = new Triage(MODEL);
    var chance = new java.util.Random(8);

    var adaptation =
        Adaptation.of(
            MODEL, Newsroom.labelled(150, text -> chance.nextDouble() < probability(triage, text)));

    assertThat(adaptation.learnt().get(0)).isInstanceOf(Learnt.DoesNotHelp.class);
  }

  @Test
  void fewLabelsOrOfOneKindOnlyTeachNothing() {
    assertThat(Adaptation.of(MODEL, OWN_WORDS.subList(0, 59)).learnt())
        .containsExactly(new Learnt.TooFew(Set.of(Language.RUSSIAN), 30, 29));
    assertThat(Adaptation.of(MODEL, Newsroom.labelled(80, text -> true)).learnt())
        .containsExactly(new Learnt.TooFew(Set.of(Language.RUSSIAN), 80, 0));
    assertThat(Adaptation.of(MODEL, List.of()).learnt()).isEmpty();
  }

  @Test
  void labelsThatNoExpertCanReadAreCountedAndLeftOut() {
    var labels = new ArrayList<>(OWN_WORDS.subList(0, 10));
    labels.add(new Labelled("Коротко.", true));
    labels.add(new Labelled("Zażółć gęślą jaźń, a potem wróć do domu. ".repeat(5), true));

    var adaptation = Adaptation.of(MODEL, labels);

    assertThat(adaptation.unread()).isEqualTo(2);
    assertThat(adaptation.learnt())
        .containsExactly(new Learnt.TooFew(Set.of(Language.RUSSIAN), 5, 5));
  }

  @Test
  void theSameLabelsGiveTheSameBytes() {
    OwnLayer once = Adaptation.of(MODEL, OWN_WORDS).layer(MODEL).orElseThrow();
    OwnLayer again = Adaptation.of(MODEL, OWN_WORDS).layer(MODEL).orElseThrow();

    assertThat(OwnLayerFile.write(again)).isEqualTo(OwnLayerFile.write(once));
  }

  @Test
  void aTextAndItsTwinAreNeverOnBothSides() {
    var labels = new ArrayList<Labelled>();
    for (Labelled label : OWN_WORDS.subList(0, 40)) {
      labels.add(label);
      labels.add(new Labelled(label.text() + " Читайте также.", label.manipulative()));
    }
    List<Example> examples = labels.stream().map(l -> example(l)).toList();

    int[] groups = Groups.of(examples);
    int[] folds = Trial.folds(examples, groups, 5);

    for (int i = 0; i < labels.size(); i += 2) {
      assertThat(groups[i + 1]).isEqualTo(groups[i]);
      assertThat(folds[i + 1]).isEqualTo(folds[i]);
    }
  }

  @Test
  void aLayerIsForItsOwnModelOnly() {
    var foreign = new OwnLayer("0123456789abcdef", Map.of());

    assertThatThrownBy(() -> new Triage(MODEL, foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Example example(Labelled label) {
    var passage = org.busel.triage.text.Passage.of(label.text());
    var grams = org.busel.triage.text.Grams.of(passage);
    var row = new org.busel.triage.model.Row(new int[0], new float[0]);
    return new Example(0, row, Groups.shingles(grams), label.manipulative());
  }

  private static double probability(Triage triage, String text) {
    Review review = triage.review(text);
    return review instanceof Review.Reviewed reviewed
        ? reviewed.findings().probability()
        : ((Review.Abstained) review).findings().orElseThrow().probability();
  }
}
