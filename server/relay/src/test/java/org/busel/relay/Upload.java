package org.busel.relay;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.RSABlindSignatureParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSABlindSignatureClient;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Decoded;
import org.busel.wire.Limits;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;

/// An attachment of random parts, and the requests that a device would make about it.
final class Upload {
  private static final SecureRandom RANDOM = new SecureRandom();

  final AttachmentId id;
  final long sealedBytes;
  final List<UploadToken> tokens;
  private final Browser browser;

  Upload(Browser browser, long sealedBytes, List<UploadToken> tokens) {
    this.browser = browser;
    this.sealedBytes = sealedBytes;
    this.tokens = tokens;
    this.id = AttachmentId.of(tokens.getFirst().getUploadKey());
  }

  /// With as many tokens as it costs, asked for on the device's inbox.
  static Upload prepare(RunningRelay relay, TestDevice device, int parts) {
    long sealed = AttachmentSize.sealed((parts - 1L) * Limits.ATTACHMENT_PART_BYTES);
    try (Line inbox = relay.logIn(device)) {
      return new Upload(
          relay.browser(), sealed, tokens(relay, inbox, AttachmentSize.tokens(sealed)));
    }
  }

  static List<UploadToken> tokens(RunningRelay relay, Line inbox, int count) {
    UploadTokenKey key = key(relay);
    RSABlindSignatureClient client = client(key);
    List<ByteString> uploadKeys = new ArrayList<>();
    List<RSABlindSignatureClient.Blinded> blinded = new ArrayList<>();
    IssueUploadTokens.Builder issue = IssueUploadTokens.newBuilder().setKeyNumber(key.getNumber());
    try {
      for (int i = 0; i < count; i++) {
        byte[] uploadKey = new byte[32];
        RANDOM.nextBytes(uploadKey);
        uploadKeys.add(ByteString.copyFrom(uploadKey));
        byte[] message = AttachmentId.of(uploadKeys.get(i)).bytes().toByteArray();
        blinded.add(client.blind(message));
        issue.addBlinded(ByteString.copyFrom(blinded.get(i).getBlindedMessage()));
      }
      Response answer = ask(inbox, issue);
      List<UploadToken> tokens = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] signed = answer.getUploadTokens().getSignatures(i).toByteArray();
        tokens.add(
            UploadToken.newBuilder()
                .setKeyNumber(key.getNumber())
                .setUploadKey(uploadKeys.get(i))
                .setSignature(ByteString.copyFrom(client.finalize(blinded.get(i), signed)))
                .build());
      }
      return tokens;
    } catch (CryptoException wrong) {
      throw new AssertionError(wrong);
    }
  }

  static UploadTokenKey key(RunningRelay relay) {
    byte[] body = relay.browser().get("/v1/attachments/key").body();
    if (AttachmentBodies.key(ByteString.copyFrom(body))
        instanceof Decoded.Frame<UploadTokenKey>(UploadTokenKey key)) {
      return key;
    }
    throw new AssertionError("no token key");
  }

  static Response ask(Line inbox, IssueUploadTokens.Builder issue) {
    inbox.send(TestDevice.request(Request.newBuilder().setIssueUploadTokens(issue)));
    while (true) {
      var frame = inbox.next();
      if (frame.hasResponse()) {
        return frame.getResponse();
      }
    }
  }

  static RSABlindSignatureClient client(UploadTokenKey key) {
    return new RSABlindSignatureClient(
        RSABlindSignatureParameters.RSABSSA_SHA384_PSS_DETERMINISTIC,
        new RSAKeyParameters(
            false,
            new BigInteger(1, key.getModulus().toByteArray()),
            BigInteger.valueOf(AttachmentBodies.TOKEN_EXPONENT)));
  }

  Browser.Answer open() {
    byte[] body =
        OpenAttachment.newBuilder()
            .setSealedBytes(sealedBytes)
            .addAllTokens(tokens)
            .build()
            .toByteArray();
    return browser.put(path(), body);
  }

  Browser.Answer put(int part) {
    return put(part, part(part).toByteArray());
  }

  Browser.Answer put(int part, byte[] bytes) {
    return browser.put(path() + "/parts/" + part, bytes, "Authorization", bearer());
  }

  Browser.Answer get(String range) {
    return browser.get(path(), "Range", range);
  }

  Browser.Answer withdraw() {
    return browser.delete(path(), "Authorization", bearer());
  }

  ByteString part(int part) {
    byte[] bytes = new byte[AttachmentSize.part(sealedBytes, part)];
    new Random(part).nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  String path() {
    return "/v1/attachments/" + id.hex();
  }

  String bearer() {
    byte[] key = tokens.getFirst().getUploadKey().toByteArray();
    return "Bearer " + HexFormat.of().formatHex(key);
  }
}
