package org.busel.wire;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a relay is and how to know it.
///
/// @param url `https://host` or `https://host:port`, in lower case, nothing after it
/// @param tlsPin 32 bytes, SHA-256 of the SubjectPublicKeyInfo of a certificate in the relay's chain
/// @param trustRoot 33 bytes, the public key that signs the relay's sender certificates
public record RelayPlace(String url, ByteString tlsPin, ByteString trustRoot) {
  /// Length of a pin.
  public static final int PIN_BYTES = Sha256.BYTES;

  /// Length of a trust root: an X25519 public key with its type byte.
  public static final int TRUST_ROOT_BYTES = KeyRules.EC_KEY_BYTES;

  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;

  public RelayPlace {
    Flaws flaws = new Flaws();
    check(flaws, url, tlsPin, trustRoot);
    flaws.first().ifPresent(RelayPlace::refuse);
  }

  /// The id by which the relay's logins are bound to it.
  public RelayId id() {
    return RelayId.of(trustRoot);
  }

  /// Host name or address, as in the URL; an IPv6 address without its brackets.
  public String host() {
    String host = URI.create(url).getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// Port, 1 to 65,535.
  public int port() {
    int port = URI.create(url).getPort();
    return port < 0 ? HTTPS_PORT : port;
  }

  /// As it crosses the wire.
  public org.busel.wire.v1.RelayPlace toWire() {
    return org.busel.wire.v1.RelayPlace.newBuilder()
        .setUrl(url)
        .setTlsPin(tlsPin)
        .setSenderTrustRoot(trustRoot)
        .build();
  }

  @Override
  public String toString() {
    return "RelayPlace[hidden]";
  }

  /// Holds a place that came over the wire to the same rules as this record.
  static void check(Flaws flaws, org.busel.wire.v1.RelayPlace place) {
    check(flaws, place.getUrl(), place.getTlsPin(), place.getSenderTrustRoot());
  }

  /// A place that has been checked.
  static RelayPlace of(org.busel.wire.v1.RelayPlace place) {
    return new RelayPlace(place.getUrl(), place.getTlsPin(), place.getSenderTrustRoot());
  }

  private static void check(Flaws flaws, String url, ByteString tlsPin, ByteString trustRoot) {
    flaws.unless(isPlain(url), "relay url is not of the form https://host[:port]");
    flaws.size("relay tls_pin", tlsPin, PIN_BYTES);
    flaws.size("relay sender_trust_root", trustRoot, TRUST_ROOT_BYTES);
  }

  // One spelling only, so that two invitations to one relay are seen to be to one relay.
  private static boolean isPlain(String url) {
    if (url.length() > Limits.URL_CHARS || !url.toLowerCase(Locale.ROOT).equals(url)) {
      return false;
    }
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      int port = uri.getPort();
      return host != null
          && (port == -1 || (port >= 1 && port <= MAX_PORT))
          && url.equals("https://" + host + (port == -1 ? "" : ":" + port));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }
}
