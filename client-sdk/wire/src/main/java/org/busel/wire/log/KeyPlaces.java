package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.busel.wire.AccountId;

/// Where an account's keys stand in the map, and as what. Only who knows the account and the hash of its capability can
/// say; the places of two versions have nothing in common for anybody else.
public final class KeyPlaces {
  private static final ByteString SECRET = ByteString.copyFromUtf8("busel log secret v1\0");
  private static final ByteString POSITION = ByteString.copyFromUtf8("busel log position v1\0");
  private static final ByteString VALUE = ByteString.copyFromUtf8("busel log value v1\0");

  private final ByteString secret;

  private KeyPlaces(ByteString secret) {
    this.secret = secret;
  }

  /// Those of an account.
  ///
  /// @param capabilityHash 32 bytes
  public static KeyPlaces of(AccountId account, ByteString capabilityHash) {
    if (capabilityHash.size() != LogHash.BYTES) {
      throw new IllegalArgumentException("a capability's hash is not 32 bytes");
    }
    return new KeyPlaces(LogHash.of(SECRET, account.bytes(), capabilityHash));
  }

  /// Where a version stands.
  ///
  /// @param version from 1
  public ByteString position(int version) {
    return LogHash.of(POSITION, secret, number(version));
  }

  /// What stands there.
  ///
  /// @param material AccountKeys, serialized
  public ByteString value(int version, ByteString material) {
    return LogHash.of(VALUE, secret, number(version), material);
  }

  /// Both.
  public MapRow row(int version, ByteString material) {
    return new MapRow(position(version), value(version, material));
  }

  private static ByteString number(int version) {
    if (version < 1) {
      throw new IllegalArgumentException("versions begin with 1");
    }
    return ByteString.copyFrom(ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
  }

  @Override
  public String toString() {
    return "KeyPlaces[hidden]";
  }
}
