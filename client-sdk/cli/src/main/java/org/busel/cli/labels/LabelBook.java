package org.busel.cli.labels;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.keys.SealedFile;
import org.busel.keys.Secret;
import org.busel.triage.model.OwnLayer;
import org.busel.triage.model.OwnLayerFile;
import org.busel.triage.own.Labelled;
import org.busel.triage.text.Passage;

/// A newsroom's labels, open. One thread at a time; one process at a time, by the folder's lock. Closing wipes the key.
public final class LabelBook implements AutoCloseable {
  /// Most labels that are kept.
  public static final int MOST_LABELS = 10_000;

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final Secret key;
  private final FileChannel lock;
  private final SealedFile labelsFile;
  private final SealedFile layerFile;
  private List<Labelled> labels = List.of();
  private Optional<OwnLayer> layer = Optional.empty();

  private LabelBook(Path folder, Secret key, FileChannel lock) {
    this.key = key;
    this.lock = lock;
    this.labelsFile = new SealedFile(folder.resolve("labels"), "triage labels", MOST_BYTES);
    this.layerFile = new SealedFile(folder.resolve("model"), "triage own layer", 1024 * 1024);
  }

  /// What adding labels came to.
  public sealed interface Added {
    /// They are on disk.
    ///
    /// @param fresh how many are new
    /// @param replaced how many stand in place of what was said about the same text before
    record Kept(int fresh, int replaced) implements Added {}

    /// There is no room for them; nothing was changed.
    record NoRoom() implements Added {}
  }

  /// Takes the key and the lock over, whatever comes out.
  static LabelFolder.Opening open(Path folder, Secret key, FileChannel lock) {
    LabelBook book = new LabelBook(folder, key, lock);
    LabelFolder.Opening opening = book.load();
    if (!(opening instanceof LabelFolder.Opening.Open)) {
      key.close();
    }
    return opening;
  }

  private LabelFolder.Opening load() {
    switch (labelsFile.read(key)) {
      case SealedFile.Read.NoFile _ -> labels = List.of();
      case SealedFile.Read.TooNew _ -> {
        return new LabelFolder.Opening.TooNew();
      }
      case SealedFile.Read.Damaged _ -> {
        return new LabelFolder.Opening.Damaged();
      }
      case SealedFile.Read.Opened(byte[] content) -> {
        LabelLines.Read read = LabelLines.read(content);
        Arrays.fill(content, (byte) 0);
        if (!(read instanceof LabelLines.Read.Whole(List<Labelled> kept))) {
          return new LabelFolder.Opening.Damaged();
        }
        labels = List.copyOf(kept);
      }
    }
    return switch (layerFile.read(key)) {
      case SealedFile.Read.NoFile _ -> new LabelFolder.Opening.Open(this);
      case SealedFile.Read.TooNew _ -> new LabelFolder.Opening.TooNew();
      case SealedFile.Read.Damaged _ -> new LabelFolder.Opening.Damaged();
      case SealedFile.Read.Opened(byte[] content) ->
          switch (OwnLayerFile.read(content)) {
            case OwnLayerFile.Read.Whole(OwnLayer own) -> {
              layer = Optional.of(own);
              yield new LabelFolder.Opening.Open(this);
            }
            case OwnLayerFile.Read.TooNew _ -> new LabelFolder.Opening.TooNew();
            case OwnLayerFile.Read.Damaged _ -> new LabelFolder.Opening.Damaged();
          };
    };
  }

  /// Every label, in the order in which they were given.
  public List<Labelled> labels() {
    return labels;
  }

  /// What was learnt, if something was.
  public Optional<OwnLayer> layer() {
    return layer;
  }

  /// Adds labels; the last word about a text counts. Of a longer text only what a review reads is kept.
  ///
  /// @throws org.busel.keys.VaultException if it cannot be said whether they were written
  public Added add(List<Labelled> more) {
    List<Labelled> all = new ArrayList<>(labels);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      places.put(all.get(i).text(), i);
    }
    int replaced = 0;
    for (Labelled label : more) {
      String text =
          label.text().substring(0, Math.min(Passage.LONGEST, label.text().length())).strip();
      Integer place = places.get(text);
      if (place == null) {
        places.put(text, all.size());
        all.add(new Labelled(text, label.manipulative()));
      } else {
        all.set(place, new Labelled(text, label.manipulative()));
        replaced++;
      }
    }
    byte[] lines = LabelLines.write(all);
    if (all.size() > MOST_LABELS || lines.length > MOST_BYTES) {
      return new Added.NoRoom();
    }
    labelsFile.replace(key, lines);
    Arrays.fill(lines, (byte) 0);
    labels = List.copyOf(all);
    return new Added.Kept(more.size() - replaced, replaced);
  }

  /// Keeps what was learnt in place of what was learnt before.
  ///
  /// @throws org.busel.keys.VaultException if it cannot be said whether it was written
  public void keep(OwnLayer learnt) {
    layerFile.replace(key, OwnLayerFile.write(learnt));
    layer = Optional.of(learnt);
  }

  /// Forgets what was learnt; the labels stay.
  public void forgetLayer() {
    layerFile.remove();
    layer = Optional.empty();
  }

  @Override
  public void close() {
    key.close();
    LabelFolder.close(lock);
  }

  @Override
  public String toString() {
    return "LabelBook[hidden]";
  }
}
