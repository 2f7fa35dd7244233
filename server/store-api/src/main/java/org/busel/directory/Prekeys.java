package org.busel.directory;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/// Public prekeys as the relay stores and hands them out. Their signatures have been checked before they get here.
public final class Prekeys {
  /// Most one-time keys of each kind that a device may leave with the relay.
  public static final int MAX_ONE_TIME = 100;

  /// How many one-time keys of each kind are recognised after they were handed out, so that a repeated upload does not
  /// bring them back.
  public static final int REMEMBERED = 2 * MAX_ONE_TIME;

  private Prekeys() {}

  /// An unsigned one-time key.
  ///
  /// @param id chosen by the device, 1 to 16,777,215
  /// @param publicKey 33 bytes
  public record OneTime(int id, ByteString publicKey) {
    @Override
    public String toString() {
      return "OneTime[hidden]";
    }
  }

  /// A key signed by the device's identity key.
  ///
  /// @param id chosen by the device, 1 to 16,777,215
  /// @param publicKey 33 bytes (EC) or 1,569 bytes (KEM)
  /// @param signature 64 bytes
  public record Signed(int id, ByteString publicKey, ByteString signature) {
    @Override
    public String toString() {
      return "Signed[hidden]";
    }
  }

  /// What a device brings: replacements for its signed keys, additions to its one-time keys.
  public record Upload(
      Optional<Signed> signedPrekey,
      Optional<Signed> lastResortKem,
      List<OneTime> oneTimeEc,
      List<Signed> oneTimeKem) {
    public Upload {
      oneTimeEc = List.copyOf(oneTimeEc);
      oneTimeKem = List.copyOf(oneTimeKem);
    }

    /// Whether a new device can begin with these keys: both signed keys are there, and of each kind at most
    /// [#MAX_ONE_TIME] one-time keys, all with different ids.
    public boolean suitsANewDevice() {
      return signedPrekey.isPresent()
          && lastResortKem.isPresent()
          && fits(oneTimeEc.stream().map(OneTime::id).toList())
          && fits(oneTimeKem.stream().map(Signed::id).toList());
    }

    private static boolean fits(List<Integer> ids) {
      return ids.size() <= MAX_ONE_TIME && ids.stream().distinct().count() == ids.size();
    }
  }

  /// What one device gives to one sender.
  ///
  /// @param oneTimeEc empty when the device has run out
  /// @param kem a one-time key, or the last-resort key when the device has run out
  public record Bundle(
      Device device, Signed signedPrekey, Optional<OneTime> oneTimeEc, Signed kem) {}

  /// One-time keys that are left.
  public record Counts(int oneTimeEc, int oneTimeKem) {}
}
