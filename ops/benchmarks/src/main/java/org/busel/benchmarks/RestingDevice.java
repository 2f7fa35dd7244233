package org.busel.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.busel.keys.Passphrase;
import org.busel.load.LoadException;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.OpenOutcome;

/// The other process of [Rest]: `history`, `listen` or `nothing`, and the folder of a profile.
final class RestingDevice {
  private static final int AGAIN = 5;
  private static final long REST_SECONDS = 5;

  private RestingDevice() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "history" -> history(Path.of(args[1]));
      case "listen" -> listen(Path.of(args[1]));
      default -> rest();
    }
  }

  static Device open(Path folder) {
    try (Passphrase passphrase = Rest.passphrase()) {
      if (Busel.open(folder, passphrase, Rest.options()) instanceof OpenOutcome.Opened opened) {
        return opened.device();
      }
    }
    throw new LoadException("the profile could not be opened");
  }

  private static void history(Path folder) {
    try (Device device = open(folder)) {
      Contact contact = device.contacts().getFirst();
      long first = millis(device, contact);
      long last = first;
      for (int i = 0; i < AGAIN; i++) {
        last = millis(device, contact);
      }
      System.out.println(device.history(contact, 10_000).size() + " " + first + " " + last);
    }
  }

  private static long millis(Device device, Contact contact) {
    long began = System.nanoTime();
    if (device.history(contact, 10_000).isEmpty()) {
      throw new LoadException("there is no history");
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static void listen(Path folder) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    try (Device device = open(folder)) {
      Listening listening =
          device.listen(
              event -> {
                if (event instanceof Event.Connected) {
                  connected.countDown();
                }
              });
      if (!connected.await(30, TimeUnit.SECONDS)) {
        throw new LoadException("the relay could not be reached");
      }
      rest();
      listening.close();
    }
  }

  private static void rest() throws Exception {
    boolean _ = new CountDownLatch(1).await(REST_SECONDS, TimeUnit.SECONDS);
    System.out.println("resting");
    System.out.flush();
    int _ = System.in.read();
  }
}
