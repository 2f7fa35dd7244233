package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileSystemKindTest {
  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "zfs", "ZFS", "f2fs"})
  void aFileSystemThatWritesElsewhereIsKnown(String type) {
    assertThat(FileSystemKind.writesElsewhere(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "tmpfs", "overlay"})
  void aFileSystemThatOverwritesIsNotBlamed(String type) {
    assertThat(FileSystemKind.writesElsewhere(type)).isFalse();
  }
}
