package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.session.PrekeyList.Batch;
import org.busel.sdk.session.PrekeyList.NextIds;
import org.busel.sdk.session.PrekeyList.Pair;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.Limits;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;
import org.signal.libsignal.protocol.InvalidKeyException;
import org.signal.libsignal.protocol.InvalidMessageException;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyType;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;

/// Makes, offers and retires prekeys.
///
/// A pair (signed EC key and last-resort KEM key) is current for two days. The one before stays usable until 30 days
/// after the relay got its successor, because somebody may have fetched it just before and their envelope may wait
/// that long. One-time keys are kept for 90 days, and the newest batches for longer: the relay may still hold them.
final class Prekeys {
  static final Duration ROTATE_AFTER = Duration.ofDays(2);
  static final Duration KEEP_REPLACED = Duration.ofDays(30);
  static final Duration KEEP_ONE_TIME = Duration.ofDays(90);

  /// Batches of a kind that are kept however old they are.
  static final int NEWEST_BATCHES = 3;

  /// Batches of a kind that are kept at most: a relay that always asks for more must not fill the disk.
  static final int MOST_BATCHES = 20;

  // A clock that was set to the future and back would otherwise stop the rotation.
  private static final Duration CLOCK_SLACK = Duration.ofDays(1);

  private final DeviceIdentity identity;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Prekeys(DeviceIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  static String ecKey(int id) {
    return "one/" + id;
  }

  static String signedKey(int id) {
    return "signed/" + id;
  }

  static String kemKey(int id) {
    return Integer.toString(id);
  }

  Optional<UploadKeys> toUpload(SessionRecords records, KeyCounts relayHas) {
    long now = clock.millis();
    PrekeyList list = withoutOld(records, PrekeyList.load(records).orElseGet(this::empty), now);
    if (isPairDue(list, now)) {
      list = withNewPair(records, list, now);
    }
    UploadKeys.Builder upload = UploadKeys.newBuilder();
    Pair current = list.pairs().get(list.pairs().size() - 1);
    if (!current.uploaded()) {
      upload.setSignedPrekey(signedPublic(records, current.signedId()));
      upload.setLastResortKem(kemPublic(records, current.kemId()));
    }
    if (relayHas.getOneTimeEc() < Limits.ONE_TIME_KEYS_LOW) {
      Batch batch =
          new Batch(false, list.next().ec(), Limits.ONE_TIME_KEYS - relayHas.getOneTimeEc(), now);
      list = withBatch(records, list, batch);
      batch.ids().forEach(id -> upload.addOneTimeEc(makeEc(records, id)));
    }
    if (relayHas.getOneTimeKem() < Limits.ONE_TIME_KEYS_LOW) {
      Batch batch =
          new Batch(true, list.next().kem(), Limits.ONE_TIME_KEYS - relayHas.getOneTimeKem(), now);
      list = withBatch(records, list, batch);
      batch.ids().forEach(id -> upload.addOneTimeKem(makeKem(records, id, now)));
    }
    list.store(records);
    UploadKeys keys = upload.build();
    return keys.equals(UploadKeys.getDefaultInstance()) ? Optional.empty() : Optional.of(keys);
  }

  void uploaded(SessionRecords records, UploadKeys keys) {
    Optional<PrekeyList> stored = PrekeyList.load(records);
    if (stored.isEmpty() || !keys.hasSignedPrekey()) {
      return;
    }
    PrekeyList list = stored.get();
    long now = clock.millis();
    List<Pair> pairs = new ArrayList<>();
    boolean before = list.pairs().stream().anyMatch(pair -> isIn(keys, pair));
    for (Pair pair : list.pairs()) {
      if (isIn(keys, pair)) {
        before = false;
        pairs.add(new Pair(pair.signedId(), pair.kemId(), pair.madeAt(), 0, true));
      } else if (before && pair.replacedAt() == 0) {
        pairs.add(new Pair(pair.signedId(), pair.kemId(), pair.madeAt(), now, pair.uploaded()));
      } else {
        pairs.add(pair);
      }
    }
    new PrekeyList(list.next(), pairs, list.batches()).store(records);
  }

  private static boolean isIn(UploadKeys keys, Pair pair) {
    return keys.getSignedPrekey().getId() == pair.signedId();
  }

  private PrekeyList empty() {
    return new PrekeyList(new NextIds(randomId(), randomId(), randomId()), List.of(), List.of());
  }

  private int randomId() {
    return 1 + random.nextInt(Limits.PREKEY_ID);
  }

  private static boolean isPairDue(PrekeyList list, long now) {
    if (list.pairs().isEmpty()) {
      return true;
    }
    long madeAt = list.pairs().get(list.pairs().size() - 1).madeAt();
    return now - madeAt >= ROTATE_AFTER.toMillis() || madeAt - now > CLOCK_SLACK.toMillis();
  }

  private PrekeyList withNewPair(SessionRecords records, PrekeyList list, long now) {
    int signedId = list.next().signed();
    int kemId = list.next().kem();
    ECKeyPair pair = ECKeyPair.generate();
    byte[] signature = sign(pair.getPublicKey().serialize());
    records.store(
        Kind.EC_PREKEY,
        signedKey(signedId),
        new SignedPreKeyRecord(signedId, now, pair, signature).serialize());
    SignedPrekey unused = makeKem(records, kemId, now);
    List<Pair> pairs = new ArrayList<>(list.pairs());
    pairs.add(new Pair(signedId, kemId, now, 0, false));
    NextIds next =
        new NextIds(PrekeyList.after(signedId), list.next().ec(), PrekeyList.after(kemId));
    return new PrekeyList(next, pairs, list.batches());
  }

  private static PrekeyList withBatch(SessionRecords records, PrekeyList list, Batch batch) {
    List<Batch> batches = new ArrayList<>(list.batches());
    batches.add(batch);
    List<Batch> same = batches.stream().filter(kept -> kept.kem() == batch.kem()).toList();
    for (Batch surplus : same.subList(0, Math.max(0, same.size() - MOST_BATCHES))) {
      remove(records, surplus);
      batches.remove(surplus);
    }
    List<Integer> ids = batch.ids();
    int next = PrekeyList.after(ids.get(ids.size() - 1));
    NextIds old = list.next();
    return new PrekeyList(
        batch.kem()
            ? new NextIds(old.signed(), old.ec(), next)
            : new NextIds(old.signed(), next, old.kem()),
        list.pairs(),
        batches);
  }

  private static PrekeyList withoutOld(SessionRecords records, PrekeyList list, long now) {
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : list.pairs()) {
      if (pair.replacedAt() != 0 && now - pair.replacedAt() > KEEP_REPLACED.toMillis()) {
        records.remove(Kind.EC_PREKEY, signedKey(pair.signedId()));
        records.remove(Kind.KEM_PREKEY, kemKey(pair.kemId()));
        LastResortUses.forget(records, pair.kemId());
      } else {
        pairs.add(pair);
      }
    }
    List<Batch> batches = new ArrayList<>(list.batches());
    for (boolean kem : new boolean[] {false, true}) {
      List<Batch> same = batches.stream().filter(batch -> batch.kem() == kem).toList();
      for (Batch batch : same.subList(0, Math.max(0, same.size() - NEWEST_BATCHES))) {
        if (now - batch.madeAt() > KEEP_ONE_TIME.toMillis()) {
          remove(records, batch);
          batches.remove(batch);
        }
      }
    }
    return new PrekeyList(list.next(), pairs, batches);
  }

  private static void remove(SessionRecords records, Batch batch) {
    for (int id : batch.ids()) {
      if (batch.kem()) {
        records.remove(Kind.KEM_PREKEY, kemKey(id));
      } else {
        records.remove(Kind.EC_PREKEY, ecKey(id));
      }
    }
  }

  private static Prekey makeEc(SessionRecords records, int id) {
    ECKeyPair pair = ECKeyPair.generate();
    records.store(Kind.EC_PREKEY, ecKey(id), new PreKeyRecord(id, pair).serialize());
    return Prekey.newBuilder()
        .setId(id)
        .setPublicKey(ByteString.copyFrom(pair.getPublicKey().serialize()))
        .build();
  }

  private SignedPrekey makeKem(SessionRecords records, int id, long now) {
    KEMKeyPair pair = KEMKeyPair.generate(KEMKeyType.KYBER_1024);
    byte[] signature = sign(pair.getPublicKey().serialize());
    KyberPreKeyRecord made = new KyberPreKeyRecord(id, now, pair, signature);
    records.store(Kind.KEM_PREKEY, kemKey(id), made.serialize());
    return signed(id, pair.getPublicKey().serialize(), signature);
  }

  private byte[] sign(byte[] publicKey) {
    return identity.keyPair().getPrivateKey().calculateSignature(publicKey);
  }

  private static SignedPrekey signedPublic(SessionRecords records, int id) {
    byte[] stored = records.load(Kind.EC_PREKEY, signedKey(id)).orElseThrow(Prekeys::missing);
    try {
      SignedPreKeyRecord key = new SignedPreKeyRecord(stored);
      return signed(id, key.getKeyPair().getPublicKey().serialize(), key.getSignature());
    } catch (InvalidMessageException | InvalidKeyException e) {
      throw new SessionException("reading a prekey", e);
    }
  }

  private static SignedPrekey kemPublic(SessionRecords records, int id) {
    byte[] stored = records.load(Kind.KEM_PREKEY, kemKey(id)).orElseThrow(Prekeys::missing);
    try {
      KyberPreKeyRecord key = new KyberPreKeyRecord(stored);
      return signed(id, key.getKeyPair().getPublicKey().serialize(), key.getSignature());
    } catch (InvalidMessageException | InvalidKeyException e) {
      throw new SessionException("reading a prekey", e);
    }
  }

  private static SignedPrekey signed(int id, byte[] publicKey, byte[] signature) {
    return SignedPrekey.newBuilder()
        .setId(id)
        .setPublicKey(ByteString.copyFrom(publicKey))
        .setSignature(ByteString.copyFrom(signature))
        .build();
  }

  private static SessionException missing() {
    return new SessionException("reading a prekey that should be there");
  }
}
