package org.busel.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;

/// What the operator may tell a relay, as lines of text: by the control socket, or straight to the store when no relay
/// runs.
///
/// `invite COUNT SECONDS` is answered with that many links; `revoke LINK` with `revoked` or `unknown`; anything that
/// cannot be done with `refused WHY`.
final class Orders {
  /// Most invitations at once.
  static final int MAX_COUNT = 1_000;

  /// What an order begins with that cannot be done.
  static final String REFUSED = "refused ";

  /// Answer when an unused invitation was taken back.
  static final String REVOKED = "revoked";

  private final Invitations invitations;

  Orders(Invitations invitations) {
    this.invitations = invitations;
  }

  static String invite(int count, Duration validFor) {
    return String.format(Locale.ROOT, "invite %d %d", count, validFor.toSeconds());
  }

  static String revoke(JoinLink link) {
    return "revoke " + link.text();
  }

  /// Does what `line` says. Blocks on the store.
  List<String> obey(String line) {
    String[] words = line.split(" ", -1);
    try {
      if (words.length == 3 && words[0].equals("invite")) {
        return invite(Integer.parseInt(words[1]), Long.parseLong(words[2]));
      }
      if (words.length == 2
          && words[0].equals("revoke")
          && JoinLink.parse(words[1]) instanceof Parsed.Link<JoinLink>(JoinLink link)) {
        return List.of(invitations.revoke(link) ? REVOKED : "unknown");
      }
      return List.of(REFUSED + "the relay does not know this order");
    } catch (IllegalArgumentException outOfRange) {
      return List.of(REFUSED + outOfRange.getMessage());
    } catch (StoreUnavailableException unavailable) {
      return List.of(REFUSED + "the store does not answer");
    }
  }

  private List<String> invite(int count, long seconds) {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("1 to " + MAX_COUNT + " invitations at once");
    }
    List<String> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(invitations.make(Duration.ofSeconds(seconds)).text());
    }
    return links;
  }
}
