package org.busel.wire;

import com.google.protobuf.ByteString;
import org.busel.wire.v1.DeviceRequest;

/// What a device shows that wants to join an account: `busel:link#…`. No secret, but good for this device alone.
///
/// @param linkKey 32 bytes, X25519 public key made for this joining
/// @param loginKey 32 bytes, Ed25519 public key
/// @param registrationId 1 to 16,380
public record DeviceRequestLink(ByteString linkKey, ByteString loginKey, int registrationId) {
  /// How the text begins.
  public static final String PREFIX = "busel:link#";

  /// Reads what a person typed, pasted or scanned.
  public static Parsed<DeviceRequestLink> parse(String text) {
    return LinkText.read(
        PREFIX,
        text,
        DeviceRequest.parser(),
        DeviceRules::request,
        request ->
            new DeviceRequestLink(
                request.getLinkKey(), request.getLoginKey(), request.getRegistrationId()));
  }

  /// The link.
  public String text() {
    return LinkText.of(PREFIX, toWire());
  }

  /// The request as both devices hash it.
  public ByteString bytes() {
    return toWire().toByteString();
  }

  /// The number that this device shows; see [DeviceProofs#requestNumber].
  public String number() {
    return DeviceProofs.requestNumber(bytes());
  }

  private DeviceRequest toWire() {
    return DeviceRequest.newBuilder()
        .setLinkKey(linkKey)
        .setLoginKey(loginKey)
        .setRegistrationId(registrationId)
        .build();
  }

  @Override
  public String toString() {
    return "DeviceRequestLink[hidden]";
  }
}
