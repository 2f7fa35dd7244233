package org.busel.sdk;

import org.busel.sdk.local.records.StoredNote;

/// A contact is back with a backup: noted, so that nobody wonders why they do not know what was said, and so that somebody
/// else who has their backup does not stay unseen.
final class RestoredKind implements ContentKind {
  private final Notes notes;

  RestoredKind(Notes notes) {
    this.notes = notes;
  }

  @Override
  public void take(Arrival arrival) {
    long made = arrival.content().getRestored().getMadeAtMillis();
    long seconds = Math.max(0, arrival.content().getSentAtMillis() - made) / 1000;
    notes.add(
        arrival.tx(),
        arrival.conversation(),
        StoredNote.newBuilder()
            .setKind(StoredNote.Kind.KIND_RESTORED)
            .setSeconds(seconds)
            .build());
  }
}
