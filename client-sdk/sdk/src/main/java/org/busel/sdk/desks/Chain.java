package org.busel.sdk.desks;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.keys.DeskKey;
import org.busel.wire.Decoded;
import org.busel.wire.DeskProofs;
import org.busel.wire.Frames;
import org.busel.wire.Limits;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskFounding;
import org.busel.wire.v1.SignedDeskChange;
import org.jspecify.annotations.Nullable;

/// The changes of one desk, each following others, back to its founding; and who belongs to it by them.
///
/// Two admins may change a desk at the same time, so that a change may have several parents and several may have one.
/// What holds is decided twice: when a change is taken, by what its author could know ([Rules]); and over everything
/// that is there, the same for everybody ([Resolution]). Changes are never taken back. One thread.
public final class Chain {
  private final ChangeId desk;
  private final List<Change> changes = new ArrayList<>();
  private final Map<ChangeId, Change> byId = new HashMap<>();
  private final Set<ChangeId> heads = new HashSet<>();
  private @Nullable Members members; // of all changes; made when first asked for

  /// A chain without its founding, which is the first change that it takes.
  public Chain(ChangeId desk) {
    this.desk = desk;
  }

  /// The chain of changes that were taken before, each after those that it follows. Signatures and rules are not looked at again.
  ///
  /// @throws IllegalArgumentException if one does not hold
  public static Chain load(ChangeId desk, List<SignedDeskChange> changes) {
    Chain chain = new Chain(desk);
    for (SignedDeskChange change : changes) {
      if (!(chain.take(change, false) instanceof Verdict.Taken)) {
        throw new IllegalArgumentException("a change that was taken before does not hold");
      }
    }
    return chain;
  }

  /// The first change of a new desk, signed; its id is the desk's.
  ///
  /// @param member a serialized DeskMember with the public half of `key`
  public static SignedDeskChange found(String name, ByteString member, DeskKey key) {
    DeskFounding founding = DeskFounding.newBuilder().setName(name).setMember(member).build();
    return signed(DeskChange.newBuilder().setEpoch(1).setFounding(founding).build(), key);
  }

  /// The id of a change.
  public static ChangeId idOf(SignedDeskChange change) {
    return new ChangeId(DeskProofs.idOf(change.getChange()));
  }

  /// The id of the desk.
  public ChangeId desk() {
    return desk;
  }

  /// Takes a change, if it holds.
  public Verdict offer(SignedDeskChange change) {
    return take(change, true);
  }

  /// Makes and takes a change that follows everything that is here.
  ///
  /// @param step with nothing but what is to be done set
  /// @param seat the author's
  /// @return what [#offer] says of it; if it was taken, [#signed(ChangeId)] has it
  public Verdict change(DeskChange.Builder step, ChangeId seat, DeskKey key) {
    List<ChangeId> parents = namedHeads();
    DeskChange body =
        step.setDesk(desk.bytes())
            .addAllParents(parents.stream().map(ChangeId::bytes).toList())
            .setEpoch(1 + epochOf(parents))
            .setAuthor(seat.bytes())
            .build();
    return offer(signed(body, key));
  }

  /// A change that is here.
  public SignedDeskChange signed(ChangeId id) {
    return found(id).signed();
  }

  /// Who made a change that is here: a seat, which may be gone.
  public Seat author(ChangeId id) {
    return found(found(id).author()).member().orElseThrow();
  }

  /// Whether a change is here.
  public boolean knows(ChangeId id) {
    return byId.containsKey(id);
  }

  /// The highest epoch of some changes that are here.
  public int epochOf(Collection<ChangeId> ids) {
    return ids.stream().mapToInt(id -> found(id).epoch()).max().orElse(0);
  }

  /// Whether nothing is here, not even the founding.
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// How many changes are here.
  public int size() {
    return changes.size();
  }

  /// Changes that nothing follows, as a message or change names them: ascending, the 16 newest if there are more.
  public List<ChangeId> namedHeads() {
    return heads.stream()
        .map(this::found)
        .sorted((one, other) -> one.isAbove(other) ? -1 : other.isAbove(one) ? 1 : 0)
        .limit(Limits.DESK_HEADS)
        .map(Change::id)
        .sorted()
        .toList();
  }

  /// Who belongs to the desk.
  ///
  /// @throws IllegalStateException if the founding is not here yet
  public Members members() {
    if (changes.isEmpty()) {
      throw new IllegalStateException("the desk's founding is not here yet");
    }
    if (members == null) {
      members = Resolution.of(changes, all());
    }
    return members;
  }

  /// Every seat that there ever was.
  public List<Seat> seats() {
    return changes.stream().flatMap(change -> change.member().stream()).toList();
  }

  /// What somebody lacks who has `have` and all that these follow, each after those that it follows.
  public List<SignedDeskChange> lackedBy(Collection<ChangeId> have) {
    BitSet lacked = all();
    have.stream()
        .map(byId::get)
        .forEach(known -> {
          if (known != null) {
            lacked.clear(known.index());
            lacked.andNot(known.past());
          }
        });
    return lacked.stream().mapToObj(index -> changes.get(index).signed()).toList();
  }

  private Verdict take(SignedDeskChange signed, boolean checked) {
    if (!(Frames.deskChange(signed.getChange()) instanceof Decoded.Frame<DeskChange> frame)) {
      return new Verdict.Malformed();
    }
    DeskChange body = frame.frame();
    if (body.getChangeCase() == DeskChange.ChangeCase.CHANGE_NOT_SET) {
      return new Verdict.TooNew();
    }
    ChangeId id = idOf(signed);
    if (!(body.hasFounding() ? id : new ChangeId(body.getDesk())).equals(desk)) {
      return new Verdict.Foreign();
    }
    if (byId.containsKey(id)) {
      return new Verdict.Known();
    }
    List<ChangeId> missing =
        Change.parents(body).stream().filter(parent -> !byId.containsKey(parent)).toList();
    if (!missing.isEmpty()) {
      return new Verdict.Early(missing);
    }
    if (changes.size() >= Limits.DESK_CHANGES) {
      return new Verdict.Full();
    }
    return body.hasFounding() ? founding(id, body, signed) : step(id, body, signed, checked);
  }

  private Verdict founding(ChangeId id, DeskChange body, SignedDeskChange signed) {
    Change change =
        new Change(id, id, body, signed, 0, new BitSet(), Optional.of(Change.seat(id, id, body)));
    return isSignedBy(change.member().orElseThrow(), signed) ? take(change) : new Verdict.Forged();
  }

  private Verdict step(ChangeId id, DeskChange body, SignedDeskChange signed, boolean checked) {
    List<Change> parents = Change.parents(body).stream().map(this::found).toList();
    BitSet past = new BitSet();
    parents.forEach(parent -> {
      past.or(parent.past());
      past.set(parent.index());
    });
    ChangeId authorId = new ChangeId(body.getAuthor());
    Optional<Seat> author =
        Optional.ofNullable(byId.get(authorId))
            .filter(entry -> past.get(entry.index()))
            .flatMap(Change::member);
    if (author.isEmpty()) {
      return new Verdict.NotAllowed(Verdict.Rule.NOT_A_MEMBER);
    }
    Optional<Seat> entering =
        body.hasAdding() ? Optional.of(Change.seat(id, authorId, body)) : Optional.empty();
    Change change = new Change(id, authorId, body, signed, changes.size(), past, entering);
    return checked ? checked(change, author.get(), parents) : take(change);
  }

  private Verdict checked(Change change, Seat author, List<Change> parents) {
    if (!isSignedBy(author, change.signed())) {
      return new Verdict.Forged();
    }
    if (!Rules.isInOrder(change.body(), parents)) {
      return new Verdict.NotAllowed(Verdict.Rule.ORDER);
    }
    if (change.member().isPresent() && !hasProof(change.member().get(), change.body())) {
      return new Verdict.Forged();
    }
    Optional<Verdict.Rule> broken =
        new Rules(before(change.past()), author, keys(change.past()))
            .broken(change.body(), change.member());
    return broken.isPresent() ? new Verdict.NotAllowed(broken.get()) : take(change);
  }

  private Verdict take(Change change) {
    changes.add(change);
    byId.put(change.id(), change);
    Change.parents(change.body()).forEach(heads::remove);
    heads.add(change.id());
    members = null;
    return new Verdict.Taken(change.id());
  }

  private Members before(BitSet past) {
    return past.cardinality() == changes.size() ? members() : Resolution.of(changes, past);
  }

  private Set<ByteString> keys(BitSet past) {
    Set<ByteString> keys = new HashSet<>();
    past.stream()
        .mapToObj(changes::get)
        .forEach(change -> change.member().ifPresent(seat -> keys.add(seat.key())));
    return keys;
  }

  private boolean hasProof(Seat entering, DeskChange body) {
    byte[] signed = DeskProofs.memberToSign(desk.bytes(), body.getAdding().getMember());
    return DeskKey.isSignedBy(
        entering.key().toByteArray(), signed, body.getAdding().getProof().toByteArray());
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, changes.size());
    return all;
  }

  private Change found(ChangeId id) {
    Change change = byId.get(id);
    if (change == null) {
      throw new IllegalArgumentException("no such change");
    }
    return change;
  }

  private static boolean isSignedBy(Seat author, SignedDeskChange signed) {
    return DeskKey.isSignedBy(
        author.key().toByteArray(),
        DeskProofs.changeToSign(signed.getChange()),
        signed.getSignature().toByteArray());
  }

  private static SignedDeskChange signed(DeskChange body, DeskKey key) {
    ByteString change = body.toByteString();
    return SignedDeskChange.newBuilder()
        .setChange(change)
        .setSignature(ByteString.copyFrom(key.sign(DeskProofs.changeToSign(change))))
        .build();
  }

  @Override
  public String toString() {
    return "Chain[" + changes.size() + "]";
  }
}
