package org.busel.relay.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/// Who is counted together with whom.
class PrefixTest {
  @Test
  void everyAddressOfAnIpv6NetworkIsOnePrefix() {
    assertThat(prefix("2001:db8:1:2::1")).isEqualTo(prefix("2001:db8:1:2:ffff:eeee:dddd:cccc"));
    assertThat(prefix("2001:db8:1:2::1")).isNotEqualTo(prefix("2001:db8:1:3::1"));
  }

  @Test
  void everyIpv4AddressIsItsOwnPrefixHoweverItIsWritten() {
    assertThat(prefix("192.0.2.1")).isNotEqualTo(prefix("192.0.2.2"));
    assertThat(prefix("::ffff:192.0.2.1")).isEqualTo(prefix("192.0.2.1"));
    assertThat(prefix("64:ff9b::192.0.2.1")).isEqualTo(prefix("192.0.2.1"));
    assertThat(prefix("64:ff9b::192.0.2.1")).isNotEqualTo(prefix("64:ff9b::192.0.2.2"));
  }

  @Test
  void theNetworksThatComeWithAnIpv4AddressAreThatAddress() {
    assertThat(prefix("2002:c000:0201:1::1")).isEqualTo(prefix("192.0.2.1"));
    assertThat(prefix("2002:c000:0201:ffff::1")).isEqualTo(prefix("192.0.2.1"));
  }

  @Test
  void whatComesFromThisMachineHasNoPrefix() {
    assertThat(Prefix.of(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
    assertThat(Prefix.of(InetAddress.ofLiteral("::1"))).isEmpty();
    assertThat(Prefix.of(InetAddress.ofLiteral("192.0.2.1"))).isPresent();
  }

  @Test
  void aPrefixIsNeverPrinted() {
    assertThat(prefix("192.0.2.1")).hasToString("Prefix[hidden]");
  }

  private static Prefix prefix(String address) {
    return Prefix.evenIfOwn(InetAddress.ofLiteral(address));
  }
}
