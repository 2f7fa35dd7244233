package org.busel.sdk;

/// What a person may know and show of the own device. No secrets.
///
/// @param relayUrl where the account is
/// @param fingerprint of the identity key: 64 hexadecimal digits in groups of four
public record WhoAmI(String relayUrl, String fingerprint) {
  @Override
  public String toString() {
    return "WhoAmI[hidden]";
  }
}
