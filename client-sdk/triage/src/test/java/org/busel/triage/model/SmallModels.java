package org.busel.triage.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Passage;
import org.busel.triage.text.Style;

/// A model learnt from a few invented sentences, for tests that need one.
public final class SmallModels {
  /// Sentences that shout.
  public static final List<String> LOUD =
      List.of(
          "Подлые предатели снова уничтожают нашу великую страну, и все молчат!",
          "Кровавый режим трусливо врёт всем нам каждый день без стыда!",
          "Только полный идиот верит этим продажным лжецам и предателям!",
          "Великая победа неизбежна, враг жалок и обречён на позор!",
          "Они хотят уничтожить всё святое, что у нас осталось!");

  /// Sentences that report.
  public static final List<String> CALM =
      List.of(
          "Заседание комитета состоится в четверг в здании городского совета.",
          "По данным управления, ремонт дороги завершат к концу октября.",
          "Средняя температура воздуха в июле составила двадцать градусов.",
          "Библиотека сообщила, что с понедельника меняет часы работы.",
          "Представитель завода уточнил количество новых рабочих мест.");

  private SmallModels() {}

  /// Knows Russian only; every technique is named when the text is loud.
  public static Model russian() {
    var rows = new ArrayList<Row>();
    var labels = new float[LOUD.size() + CALM.size()];
    var weighing = weighing();
    var known = new BitSet(Grams.KNOWN_WORDS);
    for (int i = 0; i < labels.length; i++) {
      boolean loud = i < LOUD.size();
      Passage passage = Passage.of(loud ? LOUD.get(i) : CALM.get(i - LOUD.size()));
      Grams grams = Grams.of(passage);
      rows.add(weighing.row(passage, grams, 0, passage.sentences().size()));
      labels[i] = loud ? 1 : 0;
      for (int w = 0; w < grams.words(); w++) known.set(grams.knownBit(w));
    }
    var fitted = new float[Expert.ALL_HEADS][];
    Arrays.fill(fitted, fit(rows, labels));
    fitted[Expert.REPORT_HEAD] = new float[Weighing.FEATURES + 1];
    fitted[Expert.REPORT_HEAD][Weighing.FEATURES] = -5;
    var techniques = new ArrayList<TechniqueRule>();
    for (int t = 0; t < Technique.values().length; t++)
      techniques.add(new TechniqueRule(3, 0, 0, 0.5, 0.8));
    var spans = new SpanRule(new float[] {1, 0, 0, 0, 0, 0, 0}, 0.2f);
    var tuning =
        new Tuning(
            0,
            new Calibration(new double[] {3, 0, 0, 0, 0, 0, 0}, 0, 0.5, 0.3, 0.7, 0.8),
            spans,
            techniques,
            false);
    var expert = new Expert(weighing, Heads.pack(fitted), known);
    Model model =
        new Model(Map.of("name", "small"), "", List.of(expert), Map.of(Language.RUSSIAN, tuning));
    return ((ModelFile.Read.Whole) ModelFile.read(ModelFile.write(model))).model();
  }

  /// The same, but no place is ever striking enough to be shown.
  public static Model russianThatShowsNothing() {
    Model model = russian();
    Tuning tuning = model.tuning(Language.RUSSIAN).orElseThrow();
    var blind =
        new Tuning(
            0,
            tuning.calibration(),
            new SpanRule(tuning.spans().weights(), 1e9f),
            tuning.techniques(),
            false);
    return new Model(
        model.about(), model.version(), model.experts(), Map.of(Language.RUSSIAN, blind));
  }

  /// The weights of a fit with the given labels.
  static float[] fit(List<Row> rows, float[] labels) {
    int n = labels.length;
    var ones = new float[n];
    Arrays.fill(ones, 1);
    var examples =
        new LogisticRegression.Examples(
            rows.stream().map(Row::indices).toArray(int[][]::new),
            rows.stream().map(Row::values).toArray(float[][]::new),
            labels,
            ones,
            new float[n]);
    return LogisticRegression.fit(examples, Weighing.FEATURES, 0.01, 50);
  }

  private static Weighing weighing() {
    var rarity = new byte[Grams.BUCKETS];
    Arrays.fill(rarity, (byte) 100);
    var spread = new float[Style.COUNT];
    Arrays.fill(spread, 10);
    return new Weighing(rarity, 0.01f, new float[Style.COUNT], spread);
  }
}
