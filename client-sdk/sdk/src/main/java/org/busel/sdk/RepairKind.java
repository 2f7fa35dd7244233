package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredNote;
import org.busel.sdk.local.records.StoredRepair;
import org.busel.wire.WithdrawalToken;

/// A contact could not open some envelopes and has started a new session: what was in them is sent again, if it is
/// still in the history, a bounded number of times.
final class RepairKind implements ContentKind {
  private static final int LOOKED_THROUGH = 1_000;
  private static final int MOST_TIMES = 2;

  private final Repairs repairs;
  private final Posting posting;
  private final Notes notes;
  private final DeskBook desks;

  RepairKind(Repairs repairs, Posting posting, Notes notes, DeskBook desks) {
    this.desks = desks;
    this.repairs = repairs;
    this.posting = posting;
    this.notes = notes;
  }

  @Override
  public void take(Arrival arrival) {
    StoredConversation kept = arrival.tx().conversations().of(arrival.conversation());
    if (!repairs.isAllowed(arrival.tx(), kept.getRepairsGivenList())) {
      return;
    }
    List<StoredRepair> counted = repairs.withOneMore(arrival.tx(), kept.getRepairsGivenList());
    arrival
        .tx()
        .conversations()
        .change(
            arrival.conversation(), it -> it.clearRepairsGiven().addAllRepairsGiven(counted));
    Set<ByteString> asked = new HashSet<>(arrival.content().getRepair().getEnvelopeIdsList());
    List<StoredMessage> again =
        conversations(arrival).stream()
            .flatMap(it -> arrival.tx().messages().last(it, LOOKED_THROUGH).stream())
            .filter(message -> message.getResent() < MOST_TIMES && wasIn(message, asked))
            .sorted(Comparator.comparingLong(StoredMessage::getNumber).reversed())
            .toList();
    // Newest first as they were read; oldest first as they are sent.
    for (int i = again.size() - 1; i >= 0; i--) {
      // Each submit notes its time on the contact.
      StoredContact to =
          arrival.tx().contacts().byId(arrival.from().getId()).orElse(arrival.from());
      posting.again(arrival.tx(), to, again.get(i));
    }
    notes.add(
        arrival.tx(),
        arrival.conversation(),
        Repairs.note(StoredNote.Kind.KIND_REPAIR_GIVEN, again.size()));
  }

  /// The one with the sender, and the desks to which both belong.
  private List<ConversationKey> conversations(Arrival arrival) {
    return Stream.concat(
            Stream.of(arrival.conversation()),
            arrival.tx().desks().all().stream()
                .map(desk -> ConversationKeys.ofDesk(desk.getDesk()))
                .filter(it -> desks.shared(arrival.tx(), it, arrival.from()).isPresent()))
        .toList();
  }

  private static boolean wasIn(StoredMessage message, Set<ByteString> envelopes) {
    return message.getOutgoing()
        && message.getSentList().stream()
            .map(sent -> new WithdrawalToken(sent.getToken()).envelopeId().bytes())
            .anyMatch(envelopes::contains);
  }
}
