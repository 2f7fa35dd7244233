package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.cli.labels.LabelBook;
import org.busel.cli.labels.LabelFolder;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;

/// Makes and opens the labels that a command line names.
final class LabelBooks {
  private final Passphrases passphrases;
  private final Profiles profiles;
  private final Optional<Argon2Cost> cost;

  /// @param cost of one try of a new passphrase; measured for this machine if it is left open
  LabelBooks(Terminal terminal, Profiles profiles, Optional<Argon2Cost> cost) {
    this.passphrases = new Passphrases(terminal);
    this.profiles = profiles;
    this.cost = cost;
  }

  LabelFolder folder(LabelOptions typed) {
    return new LabelFolder(typed.folder(profiles));
  }

  /// Labels that are there already. The caller closes them.
  LabelBook existing(LabelOptions typed) {
    LabelFolder folder = folder(typed);
    if (!folder.exists()) {
      throw none(folder.path());
    }
    try (Passphrase passphrase = passphrases.existing(typed.passphraseFile())) {
      return opened(folder.open(passphrase), folder.path());
    }
  }

  /// The same, or an empty book under a passphrase that is chosen now. The caller closes it.
  LabelBook existingOrNew(LabelOptions typed) {
    LabelFolder folder = folder(typed);
    if (folder.exists()) {
      return existing(typed);
    }
    try (Passphrase passphrase = passphrases.chosen(typed.passphraseFile())) {
      return opened(
          folder.create(passphrase, cost.orElseGet(Argon2Cost::calibrated)), folder.path());
    }
  }

  private static LabelBook opened(LabelFolder.Opening opening, Path folder) {
    return switch (opening) {
      case LabelFolder.Opening.Open(LabelBook book) -> book;
      case LabelFolder.Opening.NoLabels _ -> throw none(folder);
      case LabelFolder.Opening.WrongPassphrase _ ->
          throw Stop.refused(
              "this is not the passphrase of the labels",
              "labels have a passphrase of their own, chosen with the first one");
      case LabelFolder.Opening.InUse _ -> throw inUse(folder);
      case LabelFolder.Opening.Damaged _ ->
          throw Stop.unavailable(
              "the labels in " + folder + " are damaged",
              "put a copy of the folder back, or begin again: busel triage label --forget");
      case LabelFolder.Opening.TooNew _ ->
          throw Stop.refused("a newer busel has written the labels in " + folder, "update busel");
    };
  }

  static Stop inUse(Path folder) {
    return Stop.unavailable(
        "another process is using the labels in " + folder, "try again when it has ended");
  }

  static Stop none(Path folder) {
    return Stop.misused(
        "there are no labels in " + folder,
        "add one: busel triage label FILE --manipulative yes",
        "or say where they are: --labels DIR");
  }
}
