package org.busel.store.embedded;

import java.nio.file.Path;
import java.util.List;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;

/// A process of its own that appends from several threads until it is killed, and says what it was told.
///
/// After the store has said so, it prints `stored DEVICE NUMBER`. Envelopes whose number can be divided by three it
/// acknowledges at once, and what has gone is erased all the time. Arguments: folder, number of devices, first number.
final class Appender {
  private Appender() {}

  public static void main(String[] arguments) {
    EmbeddedStore store = Stores.open(Path.of(arguments[0]));
    int devices = Integer.parseInt(arguments[1]);
    long first = Long.parseLong(arguments[2]);
    for (int device = 1; device <= devices; device++) {
      DeviceId mine = Examples.device(device);
      int name = device;
      Thread.ofPlatform().start(() -> append(store, mine, name, first));
    }
    Thread.ofPlatform().start(() -> erase(store));
  }

  /// A clock that is put forward and back makes a round due with every call.
  private static void erase(EmbeddedStore store) {
    while (true) {
      long _ = store.mailboxes().expire(Examples.NOW);
      long _ = store.mailboxes().expire(Examples.NOW.plus(Upkeep.EVERY));
    }
  }

  private static void append(EmbeddedStore store, DeviceId device, int name, long first) {
    for (long number = first; ; number++) {
      long sequence = Stores.store(store, Stores.envelope(device, number));
      System.out.println("stored " + name + " " + number);
      if (number % 3 == 0) {
        store.mailboxes().acknowledge(device, List.of(sequence));
      }
    }
  }
}
