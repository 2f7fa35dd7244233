package org.busel.triage.model;

import java.util.List;

/// The ten techniques that the training data names. Five are told apart well enough to be shown when they are
/// likely; the other five are only ever called possible.
public enum Technique {
  LOADED_LANGUAGE("loaded_language", true),
  GLITTERING_GENERALITIES("glittering_generalities", true),
  EUPHORIA("euphoria", true),
  APPEAL_TO_FEAR("appeal_to_fear", false),
  FUD("fud", true),
  BANDWAGON("bandwagon", false),
  CLICHE("cliche", false),
  WHATABOUTISM("whataboutism", false),
  CHERRY_PICKING("cherry_picking", true),
  STRAW_MAN("straw_man", false);

  private static final List<Technique> TECHNIQUES = List.of(values());

  private final String id;
  private final boolean reliable;

  Technique(String id, boolean reliable) {
    this.id = id;
    this.reliable = reliable;
  }

  /// Its place in everything that has one thing for each technique; model files keep this order.
  public int place() {
    return TECHNIQUES.indexOf(this);
  }

  /// The name in data files and in JSON.
  public String id() {
    return id;
  }

  /// Whether the model tells it apart well enough to call it likely.
  public boolean reliable() {
    return reliable;
  }
}
