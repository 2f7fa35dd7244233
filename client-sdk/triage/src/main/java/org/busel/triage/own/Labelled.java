package org.busel.triage.own;

/// A text and what the newsroom says about its style.
///
/// @param manipulative whether they would call the style manipulative; says nothing about whether the text is right
public record Labelled(String text, boolean manipulative) {
  @Override
  public String toString() {
    return "Labelled[" + text.length() + " characters]";
  }
}
