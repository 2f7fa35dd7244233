package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Options;
import org.busel.sdk.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
  @TempDir Path folder;

  @Test
  void receivingAndSendingCanLeaveByDifferentProxies() {
    try (RelaySimulator relay = RelaySimulator.started();
        ForwardingProxy forInbox = new ForwardingProxy();
        ForwardingProxy forOutbox = new ForwardingProxy()) {
      Options options =
          People.options(Clock.systemUTC())
              .withRoutes(
                  new Options.Routes(
                      new Proxy.Socks5("127.0.0.1", forInbox.port()),
                      new Proxy.Http("127.0.0.1", forOutbox.port())));
      try (Device editor = People.join(relay, folder.resolve("editor"));
          Device journalist = People.join(relay, folder.resolve("journalist"), options)) {
        Contact desk = People.meet(editor, "the desk", journalist, "Alena");
        int asked = forInbox.asked().size();
        People.accepted(journalist.send(desk, "through one"));
        assertThat(forInbox.asked()).hasSize(asked);
        assertThat(People.receive(journalist)).isEmpty();

        assertThat(People.receive(editor)).containsExactly("through one");
        assertThat(forInbox.asked()).isNotEmpty().containsOnly("localhost");
        assertThat(forOutbox.asked()).isNotEmpty().containsOnly("localhost");
      }
    }
  }

  @Test
  void aDeadProxyIsNotGoneAround() {
    ForwardingProxy dead = new ForwardingProxy();
    dead.close();
    Options options =
        People.options(Clock.systemUTC()).withProxy(new Proxy.Socks5("127.0.0.1", dead.port()));
    try (RelaySimulator relay = RelaySimulator.started()) {
      People.join(relay, folder).close();
      try (Device device = People.open(folder, options)) {
        assertThat(device.receive(People.LONG))
            .isInstanceOf(org.busel.sdk.ReceiveOutcome.RelayUnreachable.class);
        assertThat(relay.connections()).isZero();
      }
    }
  }
}
