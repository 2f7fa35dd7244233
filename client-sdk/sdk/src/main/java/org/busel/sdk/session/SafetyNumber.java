package org.busel.sdk.session;

import com.google.protobuf.ByteString;
import java.util.regex.Pattern;

/// What two people compare to know that nobody stands between them: equal on both devices exactly if each has the
/// other's true identity key and account.
///
/// @param digits 60 decimal digits
/// @param scannable for a QR code; unlike the digits it differs between the two devices, see
///     [#matchesScanned(ByteString)]
public record SafetyNumber(String digits, ByteString scannable) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{60}");

  // Version (2 bytes), then for each side a header of 4 bytes and a hash of 32.
  private static final int SCANNABLE_BYTES = 2 + 2 * (4 + 32);

  public SafetyNumber {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("a safety number has 60 digits");
    }
    if (scannable.size() != SCANNABLE_BYTES) {
      throw new IllegalArgumentException("scannable part is " + scannable.size() + " bytes");
    }
  }

  /// The digits as people read them: twelve groups of five.
  public String grouped() {
    return digits.replaceAll("(.{5})(?!$)", "$1 ");
  }

  /// Whether `scanned`, read from the other device's screen, belongs to the same two identities.
  public boolean matchesScanned(ByteString scanned) {
    ByteString swapped =
        scannable
            .substring(0, 6)
            .concat(scannable.substring(42, 74))
            .concat(scannable.substring(38, 42))
            .concat(scannable.substring(6, 38));
    return swapped.equals(scanned);
  }

  @Override
  public String toString() {
    return "SafetyNumber[hidden]";
  }
}
