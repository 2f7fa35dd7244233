package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.busel.wire.AccountId;
import org.busel.wire.Limits;
import org.busel.wire.v1.Bundle;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;

/// One account with its one device, its prekeys and its mailbox. Guarded by the [SimulatedState] that holds it.
final class SimulatedAccount {
  static final int DEVICE = 1;

  private final Register registration;
  private final Deque<Prekey> oneTimeEc = new ArrayDeque<>();
  private final Deque<SignedPrekey> oneTimeKem = new ArrayDeque<>();
  private final Map<ByteString, Delivery> mailbox = new LinkedHashMap<>();
  private final Set<ByteString> stored = new HashSet<>();
  private int registrationId;
  private UploadKeys signed = UploadKeys.getDefaultInstance();

  SimulatedAccount(Register registration) {
    this.registration = registration;
    this.registrationId = registration.getRegistrationId();
    KeyCounts unused = upload(registration.getKeys());
  }

  AccountId id() {
    return AccountId.of(registration.getAccount());
  }

  Register registration() {
    return registration;
  }

  int registrationId() {
    return registrationId;
  }

  void setUpAnew() {
    registrationId = registrationId % Limits.REGISTRATION_ID + 1;
  }

  KeyCounts upload(UploadKeys keys) {
    UploadKeys.Builder merged = signed.toBuilder();
    if (keys.hasSignedPrekey()) {
      merged.setSignedPrekey(keys.getSignedPrekey());
    }
    if (keys.hasLastResortKem()) {
      merged.setLastResortKem(keys.getLastResortKem());
    }
    signed = merged.build();
    keys.getOneTimeEcList().stream()
        .limit(Limits.ONE_TIME_KEYS - oneTimeEc.size())
        .forEach(oneTimeEc::add);
    keys.getOneTimeKemList().stream()
        .limit(Limits.ONE_TIME_KEYS - oneTimeKem.size())
        .forEach(oneTimeKem::add);
    return counts();
  }

  KeyCounts counts() {
    return KeyCounts.newBuilder()
        .setOneTimeEc(oneTimeEc.size())
        .setOneTimeKem(oneTimeKem.size())
        .build();
  }

  /// A bundle to give out.
  ///
  /// @param keepOneTime give out without removing
  Bundle bundle(boolean keepOneTime) {
    Prekey ec = keepOneTime ? oneTimeEc.peek() : oneTimeEc.poll();
    SignedPrekey kem = keepOneTime ? oneTimeKem.peek() : oneTimeKem.poll();
    Bundle.Builder bundle =
        Bundle.newBuilder()
            .setDevice(DEVICE)
            .setRegistrationId(registrationId)
            .setIdentityKey(registration.getIdentityKey())
            .setSignedPrekey(signed.getSignedPrekey())
            .setKem(kem == null ? signed.getLastResortKem() : kem);
    return (ec == null ? bundle : bundle.setOneTimeEc(ec)).build();
  }

  void forgetOneTimeKeys() {
    oneTimeEc.clear();
    oneTimeKem.clear();
  }

  /// Stores once, whatever the number of repeats.
  void append(ByteString id, ByteString content) {
    if (stored.add(id)) {
      put(id, content);
    }
  }

  void put(ByteString id, ByteString content) {
    mailbox.put(id, Delivery.newBuilder().setEnvelopeId(id).setContent(content).build());
  }

  void acknowledge(List<ByteString> ids) {
    ids.forEach(mailbox::remove);
  }

  List<Delivery> waiting() {
    return new ArrayList<>(mailbox.values());
  }
}
