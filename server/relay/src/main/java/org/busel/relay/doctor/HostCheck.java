package org.busel.relay.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// What the system gives a relay: Java, open files, ports.
public final class HostCheck {
  private static final int OLDEST_JAVA = 25;
  private static final int OTHER_FILES = 500;

  private HostCheck() {}

  /// Whether this Java runs a relay.
  ///
  /// @param version of the Java that runs, as in 25
  public static Finding java(int version) {
    return version >= OLDEST_JAVA
        ? Finding.well("java", "version " + version)
        : Finding.ill("java", "version " + version + " is too old", "install a JDK 25 or later");
  }

  /// Whether as many files may be open as there may be connections.
  public static Finding openFiles(int connections) {
    long most =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return openFiles(connections, most);
  }

  static Finding openFiles(int connections, long most) {
    return most >= connections + OTHER_FILES
        ? Finding.well("open files", most + " allowed")
        : Finding.warning(
            "open files",
            most + " allowed, enough for " + Math.max(0, most - OTHER_FILES) + " connections",
            "set LimitNOFILE=65536 in the unit file, or run: ulimit -n 65536");
  }

  /// Whether the relay can open a port.
  ///
  /// @param key of the configuration that sets it
  /// @param relayRuns whether it is the relay itself that has it
  public static Finding port(String key, String bind, int port, boolean relayRuns) {
    if (port == 0) {
      return Finding.well(key, "any free one");
    }
    if (relayRuns) {
      return Finding.well(key, port + ", in use by this relay");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(bind, port));
      return Finding.well(key, port + " is free");
    } catch (IOException | IllegalArgumentException refused) {
      return Finding.ill(
          key,
          port + " cannot be opened on " + bind + ": " + refused.getMessage(),
          port < 1024
              ? "run as a service with AmbientCapabilities=CAP_NET_BIND_SERVICE, or choose another"
              : "stop what uses it, or choose another with " + key + " in relay.conf");
    }
  }
}
