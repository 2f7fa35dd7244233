package org.busel.sdk.session;

/// This machine cannot run libsignal; nothing of the SDK works on it.
public final class UnsupportedPlatformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedPlatformException(String platform, Throwable cause) {
    super(
        "no native library of libsignal for "
            + platform
            + "; there is one for Linux x86-64, macOS x86-64 and arm64, and Windows x86-64",
        cause);
  }
}
