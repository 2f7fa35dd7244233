package org.busel.sdk;

import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredNote;

/// How messages of the conversation disappear from now on, as the contact wishes. The latest wish stands, whoever had
/// it.
final class TimerKind implements ContentKind {
  private final Notes notes;

  TimerKind(Notes notes) {
    this.notes = notes;
  }

  @Override
  public void take(Arrival arrival) {
    if (!arrival.conversation().isWithContact()) {
      return; // a desk's timer is among its changes, so that only admins set it and newcomers know it
    }
    long seconds = arrival.content().getTimer().getSeconds();
    long setAt = arrival.content().getSentAtMillis();
    StoredConversation now = arrival.tx().conversations().of(arrival.conversation());
    boolean later =
        setAt > now.getTimerSetAtMillis()
            || (setAt == now.getTimerSetAtMillis() && isLonger(seconds, now.getTimerSeconds()));
    if (!later) {
      return;
    }
    arrival
        .tx()
        .conversations()
        .change(
            arrival.conversation(), it -> it.setTimerSeconds(seconds).setTimerSetAtMillis(setAt));
    if (seconds != now.getTimerSeconds()) {
      notes.add(
          arrival.tx(),
          arrival.conversation(),
          StoredNote.newBuilder()
              .setKind(StoredNote.Kind.KIND_TIMER_SET)
              .setSeconds(seconds)
              .build());
    }
  }

  // Not to disappear at all is longest.
  private static boolean isLonger(long seconds, long than) {
    return than != 0 && (seconds == 0 || seconds > than);
  }
}
