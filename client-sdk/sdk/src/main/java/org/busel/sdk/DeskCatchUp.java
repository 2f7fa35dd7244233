package org.busel.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredDesk.Standing;

/// After a long absence: a relay may have dropped what it kept for too long, so members are asked what changed.
final class DeskCatchUp {
  /// Well below the time for which a relay keeps anything.
  private static final Duration LONG = Duration.ofDays(14);

  private static final Duration NOTED_EVERY = Duration.ofHours(1);
  private static final int ASKED = 3;

  private final Profile profile;
  private final DeskBook book;
  private final DeskPost post;

  DeskCatchUp(Profile profile, DeskBook book, DeskPost post) {
    this.profile = profile;
    this.book = book;
    this.post = post;
  }

  /// The mailbox was empty just now.
  void heard() {
    profile.save("noting when the mailbox was empty", this::heard);
  }

  private void heard(Transaction tx) {
    long now = profile.now().toEpochMilli();
    for (StoredDesk desk : tx.desks().all()) {
      long absent = Math.abs(now - desk.getHeardAtMillis());
      if (desk.getStanding() != Standing.STANDING_MEMBER || absent < NOTED_EVERY.toMillis()) {
        continue;
      }
      if (absent >= LONG.toMillis()) {
        OpenDesk open = book.open(tx, desk);
        List<StoredContact> members = new ArrayList<>(book.peers(tx, open));
        Collections.shuffle(members, profile.options().random());
        members.stream().limit(ASKED).forEach(member -> post.askNow(tx, member, open));
      }
      tx.desks().save(desk.toBuilder().setHeardAtMillis(now).build());
    }
  }
}
