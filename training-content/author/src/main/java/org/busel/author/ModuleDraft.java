package org.busel.author;

import java.util.List;

/// A module as it was read: everything there is, whatever is wrong with it went to the problems.
///
/// @param items in the order of languages and names
/// @param media only what lessons use
record ModuleDraft(
    ModuleDescription description, List<DraftItem> items, List<MediaReader.Media> media) {
  ModuleDraft {
    items = List.copyOf(items);
    media = List.copyOf(media);
  }

  /// The items of the source language.
  List<DraftItem> sourceItems() {
    return items.stream().filter(it -> it.role().language().equals(description.source())).toList();
  }
}
