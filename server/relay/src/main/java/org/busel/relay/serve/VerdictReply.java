package org.busel.relay.serve;

import org.busel.format.CurriculumVerdict;
import org.busel.format.ModuleVerdict;

/// Says to a trainer why something was not admitted, and what to do.
final class VerdictReply {
  private static final String NEWER_APP = "build it with this version of busel";

  private VerdictReply() {}

  static Reply of(CurriculumVerdict verdict) {
    return switch (verdict) {
      case CurriculumVerdict.Trusted _ ->
          throw new IllegalArgumentException("a trusted curriculum is not refused");
      case CurriculumVerdict.Expired(var since) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the curriculum has expired, on " + since,
              "let the board sign a new one");
      case CurriculumVerdict.NotSignedByBoard() ->
          Reply.refused(
              Reply.FORBIDDEN,
              "this relay's board has not signed the curriculum",
              "sign it with the board's key, and with no other");
      case CurriculumVerdict.BadSignature() ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the board's signature does not fit: it was altered",
              "sign it again");
      case CurriculumVerdict.OlderThanKnown(int version, int known) ->
          Reply.refused(
              Reply.CONFLICT,
              "version " + version + " is older than version " + known,
              "raise the version and sign again");
      case CurriculumVerdict.Contradicts(int version) ->
          Reply.refused(
              Reply.CONFLICT,
              "there is another curriculum of version " + version,
              "raise the version and sign again");
      case CurriculumVerdict.TooNew _ ->
          Reply.refused(Reply.BAD_REQUEST, "this relay does not know the format", NEWER_APP);
      case CurriculumVerdict.Malformed(String reason) ->
          Reply.refused(Reply.BAD_REQUEST, "no curriculum: " + reason, NEWER_APP);
    };
  }

  static Reply of(ModuleVerdict verdict) {
    return switch (verdict) {
      case ModuleVerdict.Verified _ ->
          throw new IllegalArgumentException("a verified module is not refused");
      case ModuleVerdict.BadSignature(var by) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the signature of key " + by.forPeople() + " does not fit: the manifest was altered",
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
      case ModuleVerdict.CurriculumExpired(var since) ->
          Reply.refused(
              Reply.FORBIDDEN,
              "the curriculum has expired, on " + since,
              "let the board sign a new one, and publish it first");
      case ModuleVerdict.OlderThanKnown(int version, int known) ->
          Reply.refused(
              Reply.CONFLICT,
              "version " + version + " is older than version " + known,
              "raise the version and sign again");
      case ModuleVerdict.Contradicts(int version) ->
          Reply.refused(
              Reply.CONFLICT,
              "there is another manifest of version " + version,
              "raise the version and sign again");
      case ModuleVerdict.TooNew _ ->
          Reply.refused(Reply.BAD_REQUEST, "this relay does not know the format", NEWER_APP);
      case ModuleVerdict.Malformed(String reason) ->
          Reply.refused(Reply.BAD_REQUEST, "no manifest: " + reason, NEWER_APP);
    };
  }
}
