package org.busel.triage.desk;

import java.util.List;
import java.util.Set;

/// One text of the data with what people said about it. Offsets are UTF-16 units.
///
/// @param origin which file family it came from
/// @param language `uk`, `ru`, `be`, `en` or `pl`
/// @param manipulative what people said; meaningless where `origin` has no labels
/// @param techniques names as the data has them
/// @param spans where people marked manipulation, each start and end
/// @param ignored where the data says that nobody should look
/// @param group texts that must stay on one side of a split
record Item(
    String id,
    Origin origin,
    String language,
    String text,
    boolean manipulative,
    Set<String> techniques,
    List<int[]> spans,
    List<int[]> ignored,
    String group) {

  /// Where a text came from.
  enum Origin {
    /// Posts labelled by journalists.
    POST,
    /// Russian posts machine-translated to Belarusian.
    TRANSLATED_POST,
    /// News articles in five languages.
    NEWS,
    /// Belarusian sentences without labels.
    SNIPPET,
    /// English articles labelled as hyperpartisan or not.
    ARTICLE,
    /// English sentences labelled as biased or not.
    SENTENCE
  }
}
