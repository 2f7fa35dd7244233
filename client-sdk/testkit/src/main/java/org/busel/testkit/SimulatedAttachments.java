package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSABlindSignatureServer;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Decoded;
import org.busel.wire.Limits;
import org.busel.wire.v1.AttachmentParts;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;
import org.busel.wire.v1.UploadTokens;

/// What the simulator keeps of attachments, and how it answers about them. Safe for many threads.
final class SimulatedAttachments {
  private static final int KEY_NUMBER = 1;
  private static final int CERTAINTY = 100;

  private final SimulatedState state;
  private final Clock clock;
  private final Map<AttachmentId, Kept> kept = new HashMap<>(); // this and what follows: guarded by this
  private final Set<AttachmentId> spent = new HashSet<>();
  private final List<String> moved = new ArrayList<>();
  private int failAfter = Integer.MAX_VALUE;
  private boolean isFull;
  private int tokenRequests;

  SimulatedAttachments(SimulatedState state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  private record Kept(long sealedBytes, Instant expiresAt, Map<Integer, byte[]> parts) {}

  /// Made once for all simulators: it takes a while, and nothing depends on whose it is.
  private static final class TokenKey {
    static final AsymmetricCipherKeyPair PAIR = make();

    private static AsymmetricCipherKeyPair make() {
      RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
      generator.init(
          new RSAKeyGenerationParameters(
              BigInteger.valueOf(AttachmentBodies.TOKEN_EXPONENT),
              new SecureRandom(),
              Byte.SIZE * AttachmentBodies.TOKEN_BYTES,
              CERTAINTY));
      return generator.generateKeyPair();
    }
  }

  synchronized Response.Builder issue(IssueUploadTokens issue) {
    tokenRequests++;
    UploadTokens.Builder tokens = UploadTokens.newBuilder();
    RSABlindSignatureServer signer =
        new RSABlindSignatureServer((RSAKeyParameters) TokenKey.PAIR.getPrivate());
    for (ByteString blinded : issue.getBlindedList()) {
      try {
        tokens.addSignatures(ByteString.copyFrom(signer.blindSign(blinded.toByteArray())));
      } catch (CryptoException outOfRange) {
        return SimulatedState.refuse(Code.CODE_KEYS_REFUSED);
      }
    }
    return Response.newBuilder().setUploadTokens(tokens);
  }

  /// Parts that have come and gone since the last call, as `PUT 3` or `GET 0`.
  synchronized List<String> takeMoved() {
    List<String> taken = List.copyOf(moved);
    moved.clear();
    return taken;
  }

  synchronized int tokenRequests() {
    return tokenRequests;
  }

  synchronized void failAfter(int parts) {
    failAfter = parts;
  }

  synchronized void fill(boolean full) {
    isFull = full;
  }

  synchronized int count() {
    return kept.size();
  }

  synchronized void forgetAll() {
    kept.clear();
  }

  /// Answers one request.
  ///
  /// @param path below [AttachmentBodies#PATH]
  synchronized MockResponse answer(String path, RecordedRequest request) {
    if (path.equals("key")) {
      RSAKeyParameters key = (RSAKeyParameters) TokenKey.PAIR.getPublic();
      byte[] modulus = key.getModulus().toByteArray();
      int length = AttachmentBodies.TOKEN_BYTES;
      return body(
          200,
          UploadTokenKey.newBuilder()
              .setNumber(KEY_NUMBER)
              .setModulus(ByteString.copyFrom(modulus, modulus.length - length, length))
              .build()
              .toByteArray());
    }
    String[] words = path.split("/", -1);
    AttachmentId id = AttachmentId.parse(words[0]).orElseThrow();
    kept.values().removeIf(it -> !it.expiresAt().isAfter(clock.instant()));
    if (words.length == 3) {
      return put(id, Integer.parseInt(words[2]), request);
    }
    return switch (request.getMethod()) {
      case "PUT" -> open(id, bytes(request));
      case "DELETE" -> withdraw(id, request);
      default -> get(id, request);
    };
  }

  private MockResponse open(AttachmentId id, byte[] body) {
    if (!(AttachmentBodies.open(ByteString.copyFrom(body))
        instanceof Decoded.Frame<OpenAttachment> read)) {
      return status(400);
    }
    OpenAttachment open = read.frame();
    List<AttachmentId> spends =
        open.getTokensList().stream().map(token -> AttachmentId.of(token.getUploadKey())).toList();
    Kept before = kept.get(id);
    if (before == null) {
      if (isFull) {
        return status(507);
      }
      if (!spends.get(0).equals(id)
          || spends.size() != AttachmentSize.tokens(open.getSealedBytes())
          || spends.stream().anyMatch(spent::contains)
          || !open.getTokensList().stream().allMatch(SimulatedAttachments::isGood)) {
        return status(403);
      }
      spent.addAll(spends);
      Instant expiresAt = clock.instant().plus(Limits.ATTACHMENT_RETENTION);
      before = new Kept(open.getSealedBytes(), expiresAt, new HashMap<>());
      kept.put(id, before);
    }
    BitSet present = new BitSet();
    before.parts().keySet().forEach(present::set);
    return body(
        200,
        AttachmentParts.newBuilder()
            .setSealedBytes(before.sealedBytes())
            .setPresent(ByteString.copyFrom(present.toByteArray()))
            .build()
            .toByteArray());
  }

  private static boolean isGood(UploadToken token) {
    PSSSigner check = new PSSSigner(new RSABlindedEngine(), new SHA384Digest(), 48);
    check.init(false, TokenKey.PAIR.getPublic());
    byte[] message = AttachmentId.of(token.getUploadKey()).bytes().toByteArray();
    check.update(message, 0, message.length);
    return check.verifySignature(token.getSignature().toByteArray());
  }

  private MockResponse put(AttachmentId id, int part, RecordedRequest request) {
    Kept into = kept.get(id);
    if (into == null || !hasKey(id, request)) {
      return status(into == null ? 404 : 403);
    }
    if (!mayMove()) {
      return status(503);
    }
    moved.add("PUT " + part);
    into.parts().putIfAbsent(part, bytes(request));
    return status(204);
  }

  private MockResponse withdraw(AttachmentId id, RecordedRequest request) {
    if (!hasKey(id, request)) {
      return status(403);
    }
    kept.remove(id);
    return status(204);
  }

  private MockResponse get(AttachmentId id, RecordedRequest request) {
    Kept from = kept.get(id);
    String range = request.getHeaders().get("Range");
    if (from == null || range == null || state.does(Tampering.WITHHOLD_PARTS)) {
      return status(404);
    }
    if (!mayMove()) {
      return status(503);
    }
    long first = Long.parseLong(range.substring("bytes=".length(), range.indexOf('-')));
    int part = (int) (first / Limits.ATTACHMENT_PART_BYTES);
    int given = state.does(Tampering.SWAP_PARTS) && part < 2 ? 1 - part : part;
    byte[] bytes = from.parts().get(given);
    if (bytes == null) {
      return status(404);
    }
    moved.add("GET " + part);
    Buffer body = new Buffer().write(tampered(bytes));
    return new MockResponse.Builder()
        .code(206)
        .addHeader("Content-Range", "bytes " + first + "-/" + from.sealedBytes())
        .body(body)
        .build();
  }

  private byte[] tampered(byte[] bytes) {
    if (state.does(Tampering.CORRUPT_PARTS)) {
      byte[] changed = bytes.clone();
      changed[changed.length / 2] ^= 1;
      return changed;
    }
    if (state.does(Tampering.TRUNCATE_PARTS)) {
      return java.util.Arrays.copyOf(bytes, bytes.length - 100);
    }
    if (state.does(Tampering.EXTEND_PARTS)) {
      return java.util.Arrays.copyOf(bytes, bytes.length + 100);
    }
    return bytes;
  }

  private boolean mayMove() {
    return failAfter-- > 0;
  }

  private static boolean hasKey(AttachmentId id, RecordedRequest request) {
    String header = request.getHeaders().get("Authorization");
    return header != null
        && AttachmentId.of(
                ByteString.copyFrom(HexFormat.of().parseHex(header.substring("Bearer ".length()))))
            .equals(id);
  }

  private static byte[] bytes(RecordedRequest request) {
    okio.ByteString body = request.getBody();
    return body == null ? new byte[0] : body.toByteArray();
  }

  private static MockResponse status(int code) {
    return new MockResponse(code, Headers.EMPTY, "");
  }

  private static MockResponse body(int code, byte[] bytes) {
    return new MockResponse.Builder().code(code).body(new Buffer().write(bytes)).build();
  }
}
