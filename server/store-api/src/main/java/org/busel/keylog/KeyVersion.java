package org.busel.keylog;

import com.google.protobuf.ByteString;

/// What an account is known by from some time on.
///
/// @param number from 1, without gaps
/// @param material AccountKeys, serialized
public record KeyVersion(int number, ByteString material) {
  public KeyVersion {
    if (number < 1 || material.isEmpty()) {
      throw new IllegalArgumentException("no version of an account's keys");
    }
  }

  @Override
  public String toString() {
    return "KeyVersion[hidden]";
  }
}
