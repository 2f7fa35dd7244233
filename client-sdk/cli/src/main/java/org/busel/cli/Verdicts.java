package org.busel.cli;

import java.util.stream.Collectors;
import org.busel.cli.terminal.Stop;
import org.busel.format.KeyId;
import org.busel.format.ModuleVerdict;
import org.busel.format.TrustFault;

/// Says why a module, or what says whom to believe, is not believed.
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
      case ModuleVerdict.NotListed _ -> "nobody who has a say vouches for it: it was taken back";
      case ModuleVerdict.Altered _ -> "it is not what was signed";
      case ModuleVerdict.AnotherModule _ -> "it is another module or version than what was signed";
      case ModuleVerdict.OlderThanKnown(int version, int known) ->
          "version " + version + " is older than version " + known + ", which this device knows";
      case ModuleVerdict.Contradicts(int version) -> "there are two different versions " + version;
      case ModuleVerdict.TooNew _ -> "it needs a newer busel";
      case ModuleVerdict.Malformed(String reason) -> "it is malformed: " + reason;
    };
  }

  static String sentence(TrustFault fault) {
    String name = name(fault.document());
    return switch (fault) {
      case TrustFault.Malformed(_, String reason) -> name + " is malformed: " + reason;
      case TrustFault.TooNew _ -> name + " needs a newer busel";
      case TrustFault.NotEnoughSignatures(_, int have, int need) ->
          name + " has " + have + " of " + need + " signatures that count";
      case TrustFault.NotTheAnchor _ -> name + " is not the one that this device goes by";
      case TrustFault.WrongVersion(_, int version, int expected) ->
          name + " has version " + version + " and should have " + expected;
      case TrustFault.OlderThanKnown(_, int version, int known) ->
          name + ": version " + version + " is older than version " + known
              + ", which this device knows";
      case TrustFault.Altered _ -> name + " was altered";
      case TrustFault.RoleRemoved _ -> name + " was there before and is kept back now";
      case TrustFault.Expired(_, var since) ->
          name + " expired on " + since.toString().substring(0, 10)
              + "; something newer is kept back, or nobody signed it";
      case TrustFault.NotThere _ -> name + " is not there";
    };
  }

  private static String name(String document) {
    return switch (document) {
      case "root" -> "the root of trust";
      case "timestamp" -> "the relay's timestamp";
      case "snapshot" -> "the relay's snapshot";
      case "targets" -> "the curriculum";
      default -> "what the trainer vouches for";
    };
  }

  /// A module that is not believed ends the command.
  static Stop refused(ModuleVerdict verdict) {
    return Stop.refused("the module is not to be believed: " + sentence(verdict), remedy(verdict));
  }

  /// Documents of the trust chain that are not believed end the command.
  static Stop refused(TrustFault fault) {
    return Stop.refused(
        "what the relay says about whom to believe is not to be believed: " + sentence(fault),
        remedy(fault));
  }

  private static String remedy(ModuleVerdict verdict) {
    return verdict instanceof ModuleVerdict.TooNew
        ? "update busel"
        : "what you have already stays readable; tell the trainer or the relay's operator";
  }

  private static String remedy(TrustFault fault) {
    if (fault instanceof TrustFault.NotTheAnchor) {
      return "ask the board for the trust root over another channel, then run: busel trust ROOT";
    }
    return fault instanceof TrustFault.TooNew
        ? "update busel"
        : "what you have already stays readable; tell the relay's operator";
  }
}
