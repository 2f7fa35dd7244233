package org.busel.scenarios;

import java.nio.file.Path;
import java.time.Duration;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;

/// A device in a process of its own, so that a scenario can kill it at any moment. Prints one line for every message
/// that the SDK hands over, and listens until it is killed or its standard input ends.
public final class ReceivingDevice {
  private ReceivingDevice() {}

  /// Opens the profile in the folder that is named, and listens.
  public static void main(String[] args) throws Exception {
    try (Device device = People.open(Path.of(args[0]));
        Listening listening = device.listen(ReceivingDevice::print)) {
      int ended = System.in.read();
      System.out.println("ended " + ended + " " + listening.hashCode());
    }
  }

  private static void print(Event event) {
    if (event instanceof Event.MessageReceived(var message)) {
      System.out.println("got " + message.text());
    }
  }

  /// How long a killed device is given to come up.
  static Duration startTime() {
    return Duration.ofSeconds(30);
  }
}
