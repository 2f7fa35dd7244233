package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.attachments.RelayAttachments;
import org.busel.sdk.attachments.TokenBlinding;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredUploadToken;
import org.busel.sdk.transport.Answer;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.Limits;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;

/// Upload tokens that the relay has signed without seeing what. Some are kept in stock, so that a relay can't tell by the
/// time which upload belongs to the account that has just asked for tokens. Safe for many threads.
final class TokenStock {
  private static final int LOW = 8;
  private static final int ASKED_FOR = 16;

  private final Profile profile;
  private final RelayLines lines;
  private final Transfers transfers;

  TokenStock(Profile profile, RelayLines lines, Transfers transfers) {
    this.profile = profile;
    this.lines = lines;
    this.transfers = transfers;
  }

  /// What became of asking for signatures.
  sealed interface Signed {
    /// The tokens that were to be signed; more went into stock.
    record Tokens(List<StoredUploadToken> tokens) implements Signed {}

    record EnoughForToday(Duration retryAfter) implements Signed {}

    record Refused(String reason) implements Signed {}

    record Interrupted(String reason) implements Signed {}
  }

  /// Takes tokens out of stock; where there are too few, fresh ones that the relay has still to sign.
  List<StoredUploadToken> take(Transaction tx, int count) {
    List<StoredUploadToken> taken =
        new ArrayList<>(tx.attachments().tokens().stream().limit(count).toList());
    taken.forEach(tx.attachments()::take);
    while (taken.size() < count) {
      taken.add(fresh());
    }
    return taken;
  }

  /// Has the relay sign tokens, and some more for the stock.
  ///
  /// @param inbox asks on the inbox; nothing if there is no connection
  Signed sign(List<StoredUploadToken> unsigned, Function<Request, Optional<Answer>> inbox) {
    Optional<UploadTokenKey> key;
    // Not over the inbox: a relay must not be able to give this device a key of its own.
    try (RelayHttp line = lines.attachment()) {
      key = transfers.tokenKey(new RelayAttachments(line.client(), line.place().url()));
    }
    if (key.isEmpty()) {
      return new Signed.Interrupted("the relay could not be asked for its token key");
    }
    List<StoredUploadToken> all = new ArrayList<>(unsigned);
    while (all.size() < ASKED_FOR) {
      all.add(fresh());
    }
    List<ByteString> uploadKeys = all.stream().map(StoredUploadToken::getUploadKey).toList();
    Optional<TokenBlinding> blinding =
        TokenBlinding.of(key.get(), uploadKeys, profile.options().random());
    if (blinding.isEmpty()) {
      return new Signed.Refused("the relay's token key is none");
    }
    Optional<Answer> answer =
        inbox.apply(Request.newBuilder().setIssueUploadTokens(blinding.get().request()).build());
    return answer.isEmpty()
        ? new Signed.Interrupted("no connection to the relay")
        : signed(answer.get(), blinding.get(), unsigned.size());
  }

  private Signed signed(Answer answer, TokenBlinding blinding, int wanted) {
    if (answer instanceof Answer.Refused refused) {
      Refusal refusal = refused.refusal();
      if (refusal.getCode() == Code.CODE_UPLOADS_SPENT) {
        long millis = Integer.toUnsignedLong(refusal.getRetryAfterMillis());
        return new Signed.EnoughForToday(Duration.ofMillis(millis));
      }
      return refusal.getCode() == Code.CODE_BUSY || refusal.getCode() == Code.CODE_UNAVAILABLE
          ? new Signed.Interrupted("the relay is busy")
          : new Signed.Refused("the relay gives no upload tokens");
    }
    if (!(answer instanceof Answer.Answered answered) || !answered.response().hasUploadTokens()) {
      return new Signed.Interrupted("the relay did not answer");
    }
    Optional<List<UploadToken>> tokens = blinding.tokens(answered.response().getUploadTokens());
    if (tokens.isEmpty()) {
      return new Signed.Refused("the relay signs with another key than everybody gets");
    }
    List<StoredUploadToken> stored = tokens.get().stream().map(TokenStock::stored).toList();
    profile.save(
        "keeping upload tokens",
        tx -> stored.subList(wanted, stored.size()).forEach(tx.attachments()::keep));
    return new Signed.Tokens(stored.subList(0, wanted));
  }

  /// Fills the stock up, for devices that have uploaded before. What can't be done now is done some other time.
  void refill(Function<Request, Optional<Answer>> inbox) {
    int stock = profile.transact("counting tokens", tx -> tx.attachments().tokens()).size();
    if (stock > 0 && stock < LOW) {
      Signed unused = sign(List.of(), inbox);
    }
  }

  static UploadToken token(StoredUploadToken stored) {
    return UploadToken.newBuilder()
        .setKeyNumber(stored.getKeyNumber())
        .setUploadKey(stored.getUploadKey())
        .setSignature(stored.getSignature())
        .build();
  }

  private static StoredUploadToken stored(UploadToken token) {
    return StoredUploadToken.newBuilder()
        .setKeyNumber(token.getKeyNumber())
        .setUploadKey(token.getUploadKey())
        .setSignature(token.getSignature())
        .build();
  }

  private StoredUploadToken fresh() {
    byte[] uploadKey = new byte[32];
    profile.options().random().nextBytes(uploadKey);
    return StoredUploadToken.newBuilder().setUploadKey(ByteString.copyFrom(uploadKey)).build();
  }
}
