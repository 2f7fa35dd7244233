package org.busel.relay;

import java.util.List;
import java.util.concurrent.Callable;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes an unused invitation back.
@Command(
    name = "revoke",
    description = "take back an invitation that nobody has used",
    sortOptions = false)
final class RevokeCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "LINK", description = "the link that invite printed")
  private String link = "";

  @Override
  public Integer call() {
    if (!(JoinLink.parse(link) instanceof Parsed.Link<JoinLink>(JoinLink read))) {
      throw new ConfigException(
          "this is not a whole invitation link", "copy all of it, from busel:join# to the end");
    }
    List<String> answer = OfflineOrders.give(place.config(), Orders.revoke(read));
    if (answer.getFirst().equals(Orders.REVOKED)) {
      System.err.println("busel-relay: the invitation is no longer good");
      return Main.DONE;
    }
    Main.error(
        "there is no such unused invitation",
        "it was used, revoked before, or made by another relay");
    return Main.REFUSED;
  }
}
