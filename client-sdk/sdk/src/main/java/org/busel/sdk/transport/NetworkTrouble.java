package org.busel.sdk.transport;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Turns what a socket threw into what a person can use. Never repeats the exception's own text, which may hold
/// addresses.
final class NetworkTrouble {
  private static final Set<String> OWN_WORDS =
      Set.of(PinnedTrust.ANOTHER_KEY, PinnedTrust.NO_AUTHORITY, PinnedTrust.WRONG_SIGNATURE);

  private NetworkTrouble() {}

  static Dialed whileDialing(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String distrust = distrust(cause);
      if (distrust != null) {
        return new Dialed.NotTrusted(distrust);
      }
    }
    return new Dialed.Unreachable(reason(thrown));
  }

  /// In words, for people.
  static String reason(Throwable thrown) {
    if (thrown instanceof UnknownHostException) {
      return "the network does not know the relay's name";
    }
    if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
      return "nothing listens at the relay's address";
    }
    if (thrown instanceof InterruptedIOException) {
      return "no answer in time";
    }
    if (thrown instanceof SSLException) {
      return "the encrypted connection could not be set up";
    }
    return "the connection broke";
  }

  private static @Nullable String distrust(Throwable cause) {
    if (cause instanceof SSLPeerUnverifiedException) {
      return "its certificate is for another host name";
    }
    if (cause instanceof CertificateExpiredException
        || cause instanceof CertificateNotYetValidException) {
      return "its certificate is out of date, or the clock of this machine is wrong";
    }
    if (cause instanceof CertificateException) {
      String said = cause.getMessage();
      return said != null && OWN_WORDS.contains(said) ? said : "its certificate is not acceptable";
    }
    return null;
  }
}
