package org.busel.sdk.attachments;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.RSABlindSignatureParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSABlindSignatureClient;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;
import org.busel.wire.v1.UploadTokens;

/// Has attachment ids signed without showing them (RFC 9474, RSABSSA-SHA384-PSS-Deterministic). Good for one request.
public final class TokenBlinding {
  private final UploadTokenKey key;
  private final RSABlindSignatureClient client;
  private final List<ByteString> uploadKeys;
  private final List<RSABlindSignatureClient.Blinded> blinded = new ArrayList<>();

  private TokenBlinding(
      UploadTokenKey key, RSABlindSignatureClient client, List<ByteString> uploadKeys) {
    this.key = key;
    this.client = client;
    this.uploadKeys = uploadKeys;
  }

  /// Blinds the ids that belong to upload keys.
  ///
  /// @return nothing if the relay's key is none to blind for
  public static Optional<TokenBlinding> of(
      UploadTokenKey key, List<ByteString> uploadKeys, SecureRandom random) {
    BigInteger modulus = new BigInteger(1, key.getModulus().toByteArray());
    try {
      RSAKeyParameters parameters =
          new RSAKeyParameters(
              false, modulus, BigInteger.valueOf(AttachmentBodies.TOKEN_EXPONENT));
      TokenBlinding blinding =
          new TokenBlinding(
              key,
              new RSABlindSignatureClient(
                  RSABlindSignatureParameters.RSABSSA_SHA384_PSS_DETERMINISTIC,
                  parameters,
                  random),
              List.copyOf(uploadKeys));
      for (ByteString uploadKey : uploadKeys) {
        byte[] id = AttachmentId.of(uploadKey).bytes().toByteArray();
        blinding.blinded.add(blinding.client.blind(id));
      }
      return Optional.of(blinding);
    } catch (CryptoException | IllegalArgumentException | ArithmeticException noKey) {
      return Optional.empty();
    }
  }

  /// What to ask the relay.
  public IssueUploadTokens request() {
    IssueUploadTokens.Builder issue = IssueUploadTokens.newBuilder().setKeyNumber(key.getNumber());
    blinded.forEach(it -> issue.addBlinded(ByteString.copyFrom(it.getBlindedMessage())));
    return issue.build();
  }

  /// Makes tokens of the relay's answer.
  ///
  /// @return nothing if a signature is not by the key that was blinded for
  public Optional<List<UploadToken>> tokens(UploadTokens answer) {
    if (answer.getSignaturesCount() != blinded.size()) {
      return Optional.empty();
    }
    List<UploadToken> tokens = new ArrayList<>();
    try {
      for (int i = 0; i < blinded.size(); i++) {
        byte[] signed = answer.getSignatures(i).toByteArray();
        tokens.add(
            UploadToken.newBuilder()
                .setKeyNumber(key.getNumber())
                .setUploadKey(uploadKeys.get(i))
                .setSignature(ByteString.copyFrom(client.finalize(blinded.get(i), signed)))
                .build());
      }
      return Optional.of(tokens);
    } catch (CryptoException | IllegalArgumentException forged) {
      return Optional.empty();
    }
  }
}
