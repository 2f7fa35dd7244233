package org.busel.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A document and who vouches for it: `{"signatures":[{"keyid","sig"}],"signed":{…}}`. FORMAT.md, "Envelope".
///
/// Signatures are sorted by key id and no key signs twice. Nothing else may stand in the envelope, since nothing else
/// in it is covered by a signature.
///
/// @param signatures 0 to [#MAX_SIGNATURES]; they have not been checked
/// @param signed the document
public record SignedEnvelope(List<Signature> signatures, Json.Members signed) {
  /// The most signatures.
  public static final int MAX_SIGNATURES = 16;

  public SignedEnvelope {
    List<Signature> sorted = new ArrayList<>(signatures);
    sorted.sort(Comparator.comparing(Signature::by));
    signatures = List.copyOf(sorted);
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("more than " + MAX_SIGNATURES + " signatures");
    }
    if (signatures.stream().map(Signature::by).distinct().count() != signatures.size()) {
      throw new IllegalArgumentException("a key signs twice");
    }
  }

  /// What became of reading.
  public sealed interface Reading {
    /// An envelope; its signatures are still to be checked.
    record Read(SignedEnvelope envelope) implements Reading {}

    /// Not an envelope.
    ///
    /// @param reason for a person; names no content
    record Refused(String reason) implements Reading {}
  }

  /// Reads an envelope in canonical form.
  public static Reading read(byte[] bytes) {
    try {
      return new Reading.Read(parse(bytes));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  static SignedEnvelope parse(byte[] bytes) throws MalformedException {
    StrictJson.Reading reading = StrictJson.read(bytes);
    if (reading instanceof StrictJson.Reading.Refused refused) {
      throw new MalformedException(refused.reason());
    }
    Fields fields = Fields.of(((StrictJson.Reading.Read) reading).value());
    fields.nothingBut(Set.of("signatures", "signed"));
    List<Signature> signatures =
        fields.items("signatures", MAX_SIGNATURES, SignedEnvelope::signature);
    for (int i = 1; i < signatures.size(); i++) {
      if (signatures.get(i - 1).by().compareTo(signatures.get(i).by()) >= 0) {
        throw new MalformedException("signatures are not sorted, or a key signs twice");
      }
    }
    if (!(fields.get("signed").value() instanceof Json.Members signed)) {
      throw new MalformedException("signed is no object");
    }
    return new SignedEnvelope(signatures, signed);
  }

  private static Signature signature(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    fields.nothingBut(Set.of("keyid", "sig"));
    KeyId by = fields.get("keyid").parsed(KeyId::parse);
    String hex = fields.text("sig", 128);
    if (!Hex.isHex(hex, 64)) {
      throw new MalformedException(place.where() + ".sig has not the right form");
    }
    return new Signature(by, hex);
  }

  /// The bytes that every signature covers.
  public byte[] toSign() {
    return CanonicalJson.write(signed);
  }

  /// The hash of [#toSign]: the same for two envelopes that say the same, whoever signed.
  public Sha256 digest() {
    return Sha256.of(toSign());
  }

  /// This document with one signature more; an earlier one of the same key is replaced.
  public SignedEnvelope with(Signature signature) {
    List<Signature> all = new ArrayList<>(signatures);
    all.removeIf(old -> old.by().equals(signature.by()));
    all.add(signature);
    return new SignedEnvelope(all, signed);
  }

  /// The envelope as it travels.
  public byte[] bytes() {
    List<Json> each = new ArrayList<>();
    for (Signature signature : signatures) {
      each.add(
          Json.Members.of(
              Map.of(
                  "keyid", new Json.Text(signature.by().hex()),
                  "sig", new Json.Text(signature.hex()))));
    }
    return CanonicalJson.write(
        Json.Members.of(Map.of("signatures", new Json.Items(each), "signed", signed)));
  }
}
