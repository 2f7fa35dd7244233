package org.busel.export;

import org.busel.format.Language;

/// A page of an EPUB.
///
/// @param name its file's name without ending, and its id
/// @param body XHTML
record EpubPage(String name, String title, Language language, String body) {
  String file() {
    return name + ".xhtml";
  }
}
