package org.busel.cli;

import java.util.stream.Collectors;
import org.busel.cli.terminal.Stop;
import org.busel.format.CurriculumVerdict;
import org.busel.format.KeyId;
import org.busel.format.ModuleVerdict;

/// Says why a module or a curriculum is not believed.
final class Verdicts {
  private Verdicts() {}

  /// @throws IllegalArgumentException if it is believed
  static String sentence(ModuleVerdict verdict) {
    return switch (verdict) {
      case ModuleVerdict.Verified _ -> throw new IllegalArgumentException("it is believed");
      case ModuleVerdict.BadSignature(KeyId by) ->
          "the signature by " + by.forPeople() + " does not fit: the module was altered";
      case ModuleVerdict.MissingSignature missing ->
          "it has "
              + missing.have()
              + " of "
              + missing.need()
              + " signatures; missing: "
              + missing.missing().stream()
                  .sorted()
                  .map(part ->
                      switch (part) {
                        case AUTHOR -> "an author's";
                        case REVIEWER -> "a reviewer's";
                      })
                  .collect(Collectors.joining(", "));
      case ModuleVerdict.SameSigner(String name) -> "author and reviewer are one person: " + name;
      case ModuleVerdict.UnknownSigner(KeyId key) ->
          "it is signed by " + key.forPeople() + ", whom the curriculum does not know";
      case ModuleVerdict.NotEntitled(KeyId key) ->
          "it is signed by " + key.forPeople() + ", who has no say about this module";
      case ModuleVerdict.CurriculumExpired _ -> "the curriculum that says who may sign has expired";
      case ModuleVerdict.OlderThanKnown(int version, int known) ->
          "version " + version + " is older than version " + known + ", which this device knows";
      case ModuleVerdict.Contradicts(int version) -> "there are two different versions " + version;
      case ModuleVerdict.TooNew _ -> "it needs a newer busel";
      case ModuleVerdict.Malformed(String reason) -> "it is malformed: " + reason;
    };
  }

  /// @throws IllegalArgumentException if it is believed
  static String sentence(CurriculumVerdict verdict) {
    return switch (verdict) {
      case CurriculumVerdict.Trusted _ -> throw new IllegalArgumentException("it is believed");
      case CurriculumVerdict.Expired _ -> "it has expired";
      case CurriculumVerdict.NotSignedByBoard _ ->
          "the board whose key this device goes by did not sign it";
      case CurriculumVerdict.BadSignature _ -> "the board's signature does not fit: it was altered";
      case CurriculumVerdict.OlderThanKnown(int version, int known) ->
          "version " + version + " is older than version " + known + ", which this device knows";
      case CurriculumVerdict.Contradicts(int version) ->
          "there are two different versions " + version;
      case CurriculumVerdict.TooNew _ -> "it needs a newer busel";
      case CurriculumVerdict.Malformed(String reason) -> "it is malformed: " + reason;
    };
  }

  /// A module that is not believed ends the command.
  static Stop refused(ModuleVerdict verdict) {
    return Stop.refused("the module is not to be believed: " + sentence(verdict), remedy(verdict));
  }

  /// A curriculum that is not believed ends the command.
  static Stop refused(CurriculumVerdict verdict) {
    return Stop.refused(
        "the curriculum that says who may sign is not to be believed: " + sentence(verdict),
        remedy(verdict));
  }

  private static String remedy(ModuleVerdict verdict) {
    return verdict instanceof ModuleVerdict.TooNew
        ? "update busel"
        : "what you have already stays readable; tell the trainer or the relay's operator";
  }

  private static String remedy(CurriculumVerdict verdict) {
    return switch (verdict) {
      case CurriculumVerdict.NotSignedByBoard _ ->
          "ask the board for its key over another channel, then run: busel trust KEY";
      case CurriculumVerdict.TooNew _ -> "update busel";
      case CurriculumVerdict.Trusted _,
          CurriculumVerdict.Expired _,
          CurriculumVerdict.BadSignature _,
          CurriculumVerdict.OlderThanKnown _,
          CurriculumVerdict.Contradicts _,
          CurriculumVerdict.Malformed _ ->
          "what you have already stays readable; tell the relay's operator";
    };
  }
}
