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
import org.busel.sdk.local.records.StoredSettings;
import org.busel.sdk.local.records.StoredUploadToken;
import org.busel.sdk.transport.Answer;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.Limits;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.UploadToken;
import org.busel.wire.v1.UploadTokenKey;

/// Upload tokens that the relay has signed without seeing what. Every device has some from the moment it joins, and asks
/// for more at a time that is drawn hours after it has run low, so that a relay can't tell by the time which upload belongs
/// to the account that has just asked for tokens. Safe for many threads.
final class TokenStock {
  private static final int AT_FIRST = 8;
  private static final int LOW = 8;
  private static final int FULL = 16;
  private static final Duration SOONEST = Duration.ofHours(1);
  private static final Duration LATEST = Duration.ofHours(24);

  /// Before the key that signed them grows too old to count.
  private static final Duration FRESH = Limits.TOKEN_KEY_VALIDITY.minusDays(5);

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
    return sign(unsigned, FULL, inbox);
  }

  private Signed sign(
      List<StoredUploadToken> unsigned, int many, Function<Request, Optional<Answer>> inbox) {
    Optional<UploadTokenKey> key;
    // Not over the inbox: a relay must not be able to give this device a key of its own.
    try (RelayHttp line = lines.attachment()) {
      key = transfers.tokenKey(new RelayAttachments(line.client(), line.place().url()));
    }
    if (key.isEmpty()) {
      return new Signed.Interrupted("the relay could not be asked for its token key");
    }
    List<StoredUploadToken> all = new ArrayList<>(unsigned);
    while (all.size() < many) {
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
    List<StoredUploadToken> stored = tokens.get().stream().map(this::stored).toList();
    profile.save(
        "keeping upload tokens",
        tx -> stored.subList(wanted, stored.size()).forEach(tx.attachments()::keep));
    return new Signed.Tokens(stored.subList(0, wanted));
  }

  /// The first tokens, asked for by everybody who joins: so that it says nothing of who will upload.
  void begin(Function<Request, Optional<Answer>> inbox) {
    Signed unused = sign(List.of(), AT_FIRST, inbox);
  }

  /// Fills the stock up if it is low or grows old, once a time has come that was drawn when it was last looked at.
  void refill(Function<Request, Optional<Answer>> inbox) {
    if (!profile.transact("looking after upload tokens", this::isDue)) {
      return;
    }
    List<StoredUploadToken> stock =
        profile.transact("counting tokens", tx -> tx.attachments().tokens());
    List<StoredUploadToken> old = stock.stream().filter(this::isOld).toList();
    int fresh = stock.size() - old.size();
    if (fresh < LOW && sign(List.of(), FULL - fresh, inbox) instanceof Signed.Tokens) {
      profile.save("dropping old tokens", tx -> old.forEach(tx.attachments()::take));
    }
  }

  /// Whether the time has come; then, or if there was none, the next is drawn.
  private boolean isDue(Transaction tx) {
    StoredSettings settings = tx.conversations().settings();
    long now = profile.now().toEpochMilli();
    long due = settings.getTokensDueAtMillis();
    boolean set = due != 0 && due <= now + LATEST.toMillis(); // a clock that was set back must not delay it for ever
    if (set && due > now) {
      return false;
    }
    int spread = (int) LATEST.minus(SOONEST).toMillis();
    long next = now + SOONEST.toMillis() + profile.options().random().nextInt(spread);
    tx.conversations().settings(settings.toBuilder().setTokensDueAtMillis(next).build());
    return set;
  }

  private boolean isOld(StoredUploadToken token) {
    long age = Math.abs(profile.now().toEpochMilli() - token.getSignedAtMillis());
    return age > FRESH.toMillis();
  }

  static UploadToken token(StoredUploadToken stored) {
    return UploadToken.newBuilder()
        .setKeyNumber(stored.getKeyNumber())
        .setUploadKey(stored.getUploadKey())
        .setSignature(stored.getSignature())
        .build();
  }

  private StoredUploadToken stored(UploadToken token) {
    return StoredUploadToken.newBuilder()
        .setKeyNumber(token.getKeyNumber())
        .setUploadKey(token.getUploadKey())
        .setSignature(token.getSignature())
        .setSignedAtMillis(profile.now().toEpochMilli())
        .build();
  }

  private StoredUploadToken fresh() {
    byte[] uploadKey = new byte[32];
    profile.options().random().nextBytes(uploadKey);
    return StoredUploadToken.newBuilder().setUploadKey(ByteString.copyFrom(uploadKey)).build();
  }
}
