package org.busel.relay.serve;

import org.busel.format.ModuleVerdict;
import org.busel.format.TrustFault;

/// Says to whoever publishes why something was not admitted, and what to do.
final class VerdictReply {
  private static final String NEWER_APP = "build it with this version of busel";
  private static final String AGAIN = "raise the version and sign again";

  private VerdictReply() {}

  /// Why not, and what to do.
  record Words(int status, String reason, String hint) {}

  static Reply of(TrustFault fault) {
    Words words = words(fault);
    return Reply.refused(words.status(), words.reason(), words.hint());
  }

  static Words words(TrustFault fault) {
    String name = name(fault.document());
    return switch (fault) {
      case TrustFault.Malformed(_, String reason) ->
          new Words(Reply.BAD_REQUEST, "no " + name + ": " + reason, NEWER_APP);
      case TrustFault.TooNew _ ->
          new Words(Reply.BAD_REQUEST, "this relay does not know the format", NEWER_APP);
      case TrustFault.NotEnoughSignatures(_, int have, int need) ->
          new Words(
              Reply.FORBIDDEN,
              "the " + name + " has " + have + " of " + need + " signatures that count",
              "let those sign it whom the root names: busel board cosign FILE");
      case TrustFault.NotTheAnchor _ ->
          new Words(Reply.FORBIDDEN, "this is another first root", "publish this relay's own");
      case TrustFault.WrongVersion(_, int version, int expected) ->
          new Words(
              Reply.CONFLICT,
              "this is version " + version + " of the " + name + ", and " + expected + " is next",
              "make it anew from what the relay has, and sign again");
      case TrustFault.OlderThanKnown(_, int version, int known) ->
          new Words(
              Reply.CONFLICT, "version " + version + " is older than version " + known, AGAIN);
      case TrustFault.Altered _ ->
          new Words(Reply.FORBIDDEN, "the " + name + " was altered", "sign it again");
      case TrustFault.RoleRemoved _, TrustFault.NotThere _ ->
          new Words(Reply.BAD_REQUEST, "the " + name + " is not there", "publish it first");
      case TrustFault.Expired(_, var since) ->
          new Words(
              Reply.FORBIDDEN, "the " + name + " has expired, on " + since, "sign a new one");
    };
  }

  static String name(String document) {
    return switch (document) {
      case "root", "snapshot", "timestamp" -> document;
      case "targets" -> "curriculum";
      default -> "role " + document;
    };
  }

  static Reply of(ModuleVerdict verdict) {
    return switch (verdict) {
      case ModuleVerdict.Verified _ ->
          throw new IllegalArgumentException("a verified module is not refused");
      case ModuleVerdict.BadSignature(var by) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the signature of key " + by.forPeople() + " does not fit: it was altered",
              "build and sign the module again");
      case ModuleVerdict.MissingSignature missing ->
          Reply.refused(
              Reply.FORBIDDEN,
              missing.have() + " of " + missing.need() + " signatures that count",
              "let one author and one reviewer of this module sign it");
      case ModuleVerdict.SameSigner(String name) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "author and reviewer are one person, " + name,
              "let another reviewer sign it");
      case ModuleVerdict.UnknownSigner(var key) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the curriculum does not know key " + key.forPeople(),
              "let the board add it, and publish the curriculum first");
      case ModuleVerdict.NotEntitled(var key) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the owner of key " + key.forPeople() + " has no say about this module",
              "let the board delegate it, and publish the curriculum first");
      case ModuleVerdict.NotListed() ->
          Reply.refused(
              Reply.FORBIDDEN, "no role of the curriculum lists it", "let the board delegate it");
      case ModuleVerdict.Altered() ->
          Reply.refused(
              Reply.FORBIDDEN, "the manifest is not the one that was signed", "sign it again");
      case ModuleVerdict.AnotherModule() ->
          Reply.refused(
              Reply.BAD_REQUEST,
              "the manifest is of another module or version",
              "build and sign the module again");
      case ModuleVerdict.OlderThanKnown(int version, int known) ->
          Reply.refused(
              Reply.CONFLICT, "version " + version + " is older than version " + known, AGAIN);
      case ModuleVerdict.Contradicts(int version) ->
          Reply.refused(
              Reply.CONFLICT, "there is another manifest of version " + version, AGAIN);
      case ModuleVerdict.TooNew _ ->
          Reply.refused(Reply.BAD_REQUEST, "this relay does not know the format", NEWER_APP);
      case ModuleVerdict.Malformed(String reason) ->
          Reply.refused(Reply.BAD_REQUEST, "no manifest: " + reason, NEWER_APP);
    };
  }
}
