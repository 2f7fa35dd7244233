package org.busel.sdk.session;

import org.signal.libsignal.protocol.ecc.ECKeyPair;

/// Loads libsignal's native library, once, with a clear word where there is none.
final class Platform {
  private Platform() {}

  /// @throws UnsupportedPlatformException if it cannot be loaded
  static void require() {
    require(Platform::touchTheLibrary);
  }

  static void require(Runnable load) {
    try {
      load.run();
    } catch (LinkageError e) {
      throw unsupported(e);
    }
  }

  private static UnsupportedPlatformException unsupported(Throwable cause) {
    return new UnsupportedPlatformException(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"), cause);
  }

  private static void touchTheLibrary() {
    var unused = ECKeyPair.generate();
  }
}
