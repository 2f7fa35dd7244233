package org.busel.relay.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// The part of a network address by which people are counted together: an IPv4 address, or the first 64 bits of an IPv6
/// address, because whoever has one address of such a network has them all.
///
/// Kept while a connection is open, and never printed.
public final class Prefix {
  private static final int NETWORK_BYTES = 8;

  /// 64:ff9b::/96, behind which a translator puts all of IPv4 (RFC 6052).
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /// 2002::/16, behind which the next 32 bits are an IPv4 address with 65,536 networks of its own (RFC 3056).
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

  private final byte[] bytes;

  private Prefix(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The prefix of an address.
  ///
  /// @return nothing for this machine itself, which is no person but whatever stands in front of the relay
  public static Optional<Prefix> of(InetAddress address) {
    return address.isLoopbackAddress() ? Optional.empty() : Optional.of(evenIfOwn(address));
  }

  /// The prefix of an address, also of this machine itself.
  public static Prefix evenIfOwn(InetAddress address) {
    byte[] all = address.getAddress();
    if (address instanceof Inet4Address) {
      return new Prefix(all);
    }
    if (startsWith(all, TRANSLATED)) {
      return new Prefix(Arrays.copyOfRange(all, TRANSLATED.length, all.length));
    }
    if (startsWith(all, SIX_TO_FOUR)) {
      return new Prefix(Arrays.copyOfRange(all, SIX_TO_FOUR.length, SIX_TO_FOUR.length + 4));
    }
    return new Prefix(Arrays.copyOf(all, NETWORK_BYTES));
  }

  byte[] bytes() {
    return bytes;
  }

  private static boolean startsWith(byte[] all, byte[] beginning) {
    return Arrays.equals(all, 0, beginning.length, beginning, 0, beginning.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prefix prefix && Arrays.equals(bytes, prefix.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Prefix[hidden]";
  }
}
