package org.busel.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.jspecify.annotations.Nullable;

/// What the operator may tell a relay, as lines of text: by the control socket, or straight to the store when no relay
/// runs.
///
/// `invite COUNT SECONDS` is answered with that many links; `revoke LINK` with `revoked` or `unknown`; `reload` with the
/// lines of [ReloadOutcome]; anything that cannot be done with `refused WHY`.
final class Orders {
  /// Most invitations at once.
  static final int MAX_COUNT = 1_000;

  /// What an order begins with that cannot be done.
  static final String REFUSED = "refused ";

  /// Answer when an unused invitation was taken back.
  static final String REVOKED = "revoked";

  /// Reads the configuration again.
  static final String RELOAD = "reload";

  private final Invitations invitations;
  private final @Nullable Reload reload;

  /// Of a store whose relay does not run.
  Orders(Invitations invitations) {
    this(invitations, null);
  }

  /// Of a running relay.
  Orders(Invitations invitations, @Nullable Reload reload) {
    this.invitations = invitations;
    this.reload = reload;
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
      if (line.equals(RELOAD) && reload != null) {
        return reload.now().lines();
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
