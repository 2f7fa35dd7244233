package org.busel.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Sha256;
import org.busel.publish.PublishOutcome;
import org.busel.publish.Publisher;
import org.busel.sdk.Device;
import org.busel.sdk.Proxy;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.JoinLink;
import org.busel.wire.RelayPlace;

/// Offers modules and curricula to a relay that is known by a profile or by one of its invitations.
final class RelayAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Terminal terminal;
  private final Profiles profiles;

  RelayAccess(Terminal terminal, Profiles profiles) {
    this.terminal = terminal;
    this.profiles = profiles;
  }

  /// Does `offer`, and explains what became of it.
  ///
  /// @param invitation of the relay; only its address and keys are used, so a used one will do
  /// @param offered what is offered, for the sentence
  void publish(
      ProfileOptions typed,
      Optional<String> invitation,
      String offered,
      Function<Publisher, PublishOutcome> offer) {
    explain(ask(typed, invitation, offer), offered);
  }

  /// Does something with a relay.
  ///
  /// @param invitation of the relay, used or not
  <T> T ask(ProfileOptions typed, Optional<String> invitation, Function<Publisher, T> question) {
    Target target =
        invitation
            .map(link -> of(new Links(terminal).join(link)))
            .orElseGet(() -> ofProfile(typed));
    try (RelayHttp http =
        RelayHttp.to(target.place(), java(profiles.outbox(typed)), PATIENCE)) {
      return question.apply(
          new Publisher(http.client(), target.place().url(), target.anchor()));
    }
  }

  /// A relay, and the anchor of its trust chain if it is known.
  private record Target(RelayPlace place, Optional<Sha256> anchor) {}

  private static Target of(JoinLink link) {
    return new Target(
        link.relay(), link.curriculumRoot().map(it -> Sha256.of32(it.toByteArray())));
  }

  private Target ofProfile(ProfileOptions typed) {
    try (Device device = profiles.open(typed)) {
      return new Target(device.relay(), device.courses().anchor());
    }
  }

  private void explain(PublishOutcome outcome, String offered) {
    switch (outcome) {
      case PublishOutcome.Published(int chunks, long bytes) ->
          terminal.say(
              "the relay offers "
                  + offered
                  + (chunks == 0 ? "" : "; " + Sizes.of(bytes) + " travelled"));
      case PublishOutcome.NotBuilt(String reason) ->
          throw Stop.misused(
              offered + " is no whole built module: " + reason, "busel module build DIR");
      case PublishOutcome.Refused(String reason, String hint) ->
          throw hint.isBlank()
              ? Stop.refused("the relay refused: " + reason)
              : Stop.refused("the relay refused: " + reason, hint);
      case PublishOutcome.ReadBackDiffers _ ->
          throw Stop.refused(
              "the relay says yes, but hands out something else", "tell its operator");
      case PublishOutcome.Unreachable(String reason) -> throw Profiles.unreachable(reason);
    }
  }

  /// The same proxy for the web.
  static java.net.Proxy java(Proxy proxy) {
    return switch (proxy) {
      case Proxy.Direct _ -> java.net.Proxy.NO_PROXY;
      case Proxy.Socks5(String host, int port) -> java(java.net.Proxy.Type.SOCKS, host, port);
      case Proxy.Http(String host, int port) -> java(java.net.Proxy.Type.HTTP, host, port);
    };
  }

  private static java.net.Proxy java(java.net.Proxy.Type type, String host, int port) {
    // A SOCKS proxy looks the name up itself; an HTTP proxy's own name must be looked up here.
    return new java.net.Proxy(
        type,
        type == java.net.Proxy.Type.SOCKS
            ? InetSocketAddress.createUnresolved(host, port)
            : new InetSocketAddress(host, port));
  }
}
