package org.busel.sdk.desks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.busel.keys.DeskKey;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.ContactCard;
import org.busel.wire.DeskProofs;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.DeskAdding;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskDemoting;
import org.busel.wire.v1.DeskLeaving;
import org.busel.wire.v1.DeskMember;
import org.busel.wire.v1.DeskNaming;
import org.busel.wire.v1.DeskPromoting;
import org.busel.wire.v1.DeskRemoving;
import org.busel.wire.v1.DeskTiming;
import org.busel.wire.v1.SignedDeskChange;

/// Somebody with a desk key and a chain of their own. Everything about them follows from their name.
final class Person {
  private static final RelayPlace RELAY =
      new RelayPlace(
          "https://relay.example",
          hash("pin"),
          ByteString.copyFrom(new byte[] {5}).concat(hash("root")));

  final String name;
  final AccountId account;
  final DeskKey key;
  Chain chain;

  private Person(String name, Chain chain) {
    this.name = name;
    this.account = AccountId.of(hash("account " + name).substring(0, 16));
    this.key = DeskKey.of(Secret.takeOver(SecretLabel.DESK_KEY, hash("key " + name).toByteArray()));
    this.chain = chain;
  }

  static Person founding(String name, String desk) {
    Person founder = new Person(name, new Chain(new ChangeId(hash("unused"))));
    SignedDeskChange founding = Chain.found(desk, founder.member(), founder.key);
    founder.chain = new Chain(Chain.idOf(founding));
    taken(founder.chain.offer(founding));
    return founder;
  }

  /// Somebody who has nothing but the desk's id.
  static Person outside(String name, Chain of) {
    return new Person(name, new Chain(of.desk()));
  }

  ByteString member() {
    ContactCard card =
        new ContactCard(
            List.of(RELAY), account, hash("identity " + name), new Capability(hash("c " + name)));
    return DeskMember.newBuilder()
        .setCard(card.toWire())
        .setDeskKey(ByteString.copyFrom(key.publicKey()))
        .setName(name)
        .build()
        .toByteString();
  }

  ByteString proof(ChangeId desk) {
    return ByteString.copyFrom(key.sign(DeskProofs.memberToSign(desk.bytes(), member())));
  }

  ChangeId seat() {
    return chain.members().of(account).orElseThrow().id();
  }

  /// The last seat that this person ever had here, whether it counts or not.
  ChangeId anySeat() {
    return chain.seats().stream()
        .filter(seat -> seat.card().account().equals(account))
        .reduce((one, later) -> later)
        .orElseThrow()
        .id();
  }

  DeskChange.Builder adding(Person who) {
    return DeskChange.newBuilder()
        .setAdding(
            DeskAdding.newBuilder().setMember(who.member()).setProof(who.proof(chain.desk())));
  }

  ChangeId seatOf(Person who) {
    return chain.members().of(who.account).orElseThrow().id();
  }

  static DeskChange.Builder removing(ChangeId seat) {
    return DeskChange.newBuilder().setRemoving(DeskRemoving.newBuilder().setSeat(seat.bytes()));
  }

  static DeskChange.Builder promoting(ChangeId seat) {
    return DeskChange.newBuilder().setPromoting(DeskPromoting.newBuilder().setSeat(seat.bytes()));
  }

  static DeskChange.Builder demoting(ChangeId seat) {
    return DeskChange.newBuilder().setDemoting(DeskDemoting.newBuilder().setSeat(seat.bytes()));
  }

  static DeskChange.Builder naming(String name) {
    return DeskChange.newBuilder().setNaming(DeskNaming.newBuilder().setName(name));
  }

  static DeskChange.Builder timing(int seconds) {
    return DeskChange.newBuilder().setTiming(DeskTiming.newBuilder().setSeconds(seconds));
  }

  static DeskChange.Builder leaving() {
    return DeskChange.newBuilder().setLeaving(DeskLeaving.getDefaultInstance());
  }

  Verdict does(DeskChange.Builder step) {
    return chain.change(step, anySeat(), key);
  }

  void adds(Person who) {
    taken(does(adding(who)));
  }

  void removes(Person who) {
    taken(does(removing(seatOf(who))));
  }

  void promotes(Person who) {
    taken(does(promoting(seatOf(who))));
  }

  /// Takes everything that somebody else has and this person lacks.
  void hears(Person other) {
    for (SignedDeskChange change : other.chain.lackedBy(chain.namedHeads())) {
      assertThat(chain.offer(change)).isInstanceOfAny(Verdict.Taken.class, Verdict.Known.class);
    }
  }

  boolean counts(Person who) {
    return chain.members().has(who.account);
  }

  static void taken(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Taken.class);
  }

  static ByteString hash(String text) {
    try {
      return ByteString.copyFrom(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
