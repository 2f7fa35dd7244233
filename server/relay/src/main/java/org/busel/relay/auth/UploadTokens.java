package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSABlindSignatureServer;
import org.busel.wire.AccountId;
import org.busel.wire.AttachmentId;
import org.busel.wire.Limits;
import org.busel.wire.v1.IssueUploadTokens;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;

/// Gives accounts the right to upload, so many times a day, in a form that it can't recognise when it is used: blind RSA
/// signatures (RFC 9474, RSABSSA-SHA384-PSS-Deterministic) over attachment ids that it never sees. Safe for many threads.
public final class UploadTokens {
  private static final int SALT_BYTES = 48;
  private static final Duration DAY = Duration.ofDays(1);

  private final TokenKeys keys;
  private final Clock clock;
  private final Map<AccountId, Integer> issued = new HashMap<>(); // this and the next: guarded by this
  private long day;

  public UploadTokens(TokenKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// What devices blind for.
  public UploadTokenKey key() {
    return keys.current();
  }

  /// Signs what an account has blinded, if it has not had its share of today.
  public Response issue(AccountId account, IssueUploadTokens issue) {
    var key = keys.signing(issue.getKeyNumber());
    if (key.isEmpty()) {
      return Refusals.answer(Code.CODE_TOKEN_KEY_OLD, "fetch the token key and blind anew");
    }
    if (!count(account, issue.getBlindedCount())) {
      return Refusals.answer(spent());
    }
    var tokens = org.busel.wire.v1.UploadTokens.newBuilder();
    for (ByteString blinded : issue.getBlindedList()) {
      try {
        tokens.addSignatures(sign(key.get(), blinded));
      } catch (CryptoException outOfRange) {
        return Refusals.answer(Code.CODE_KEYS_REFUSED, "not blinded for the token key");
      }
    }
    return Response.newBuilder().setUploadTokens(tokens).build();
  }

  /// Whether a token was signed by this relay and its key is still taken. Whether it was spent is not looked at.
  public boolean isGood(UploadToken token) {
    return keys.checking(token.getKeyNumber())
        .filter(key -> isSigned(key, AttachmentId.of(token.getUploadKey()), token.getSignature()))
        .isPresent();
  }

  /// Tokens of keys with a lower number are no longer taken.
  public int oldestTaken() {
    return keys.number() - 1;
  }

  private synchronized boolean count(AccountId account, int tokens) {
    long today = clock.instant().toEpochMilli() / DAY.toMillis();
    if (today != day) {
      issued.clear();
      day = today;
    }
    int sum = issued.getOrDefault(account, 0) + tokens;
    if (sum > Limits.UPLOAD_TOKENS_A_DAY) {
      return false;
    }
    issued.put(account, sum);
    return true;
  }

  private Refusal spent() {
    long untilTomorrow = DAY.toMillis() - clock.instant().toEpochMilli() % DAY.toMillis();
    return Refusals.of(Code.CODE_UPLOADS_SPENT, "no more uploads today").toBuilder()
        .setRetryAfterMillis(Math.toIntExact(untilTomorrow))
        .build();
  }

  private static ByteString sign(RSAPrivateCrtKeyParameters key, ByteString blinded)
      throws CryptoException {
    return ByteString.copyFrom(new RSABlindSignatureServer(key).blindSign(blinded.toByteArray()));
  }

  private static boolean isSigned(RSAKeyParameters key, AttachmentId id, ByteString signature) {
    PSSSigner signer = new PSSSigner(new RSABlindedEngine(), new SHA384Digest(), SALT_BYTES);
    signer.init(false, key);
    byte[] message = id.bytes().toByteArray();
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature.toByteArray());
  }
}
