package org.busel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A port of 127.0.0.1 on which nobody listens, for servers that cannot choose one themselves.
public final class FreePort {
  private FreePort() {}

  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LoadException("there is no free port", e);
    }
  }
}
