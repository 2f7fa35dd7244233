package org.busel.sdk;

import java.util.Optional;
import org.busel.sdk.courses.CourseStore;

/// Keeps modules in the device's encrypted store.
final class DeviceCourses implements CourseStore {
  private final Profile profile;

  DeviceCourses(Profile profile) {
    this.profile = profile;
  }

  @Override
  public void put(String name, byte[] value) {
    profile.save("saving a module", tx -> tx.learning().put(name, value));
  }

  @Override
  public Optional<byte[]> get(String name) {
    return profile.transact("reading a module", tx -> tx.learning().get(name));
  }

  @Override
  public boolean has(String name) {
    return profile.transact("looking for a module", tx -> tx.learning().has(name));
  }

  @Override
  public void remove(String name) {
    profile.save("removing a module", tx -> tx.learning().remove(name));
  }
}
