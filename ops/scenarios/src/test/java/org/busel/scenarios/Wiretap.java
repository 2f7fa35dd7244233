package org.busel.scenarios;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands between devices and a relay, passes every byte on, and keeps a copy: what a network observer has.
///
/// One virtual thread a direction and connection.
final class Wiretap implements AutoCloseable {
  private final ServerSocket entrance;
  private final int relayPort;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  /// Listens on a free loopback port and passes everything on to `relayPort`.
  Wiretap(int relayPort) {
    this.relayPort = relayPort;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("opening the wiretap", e);
    }
    Thread.ofVirtual().start(this::acceptUntilClosed);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /// Everything that has crossed so far, both ways.
  byte[] seen() {
    synchronized (seen) {
      return seen.toByteArray();
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the wiretap", e);
    }
  }

  private void acceptUntilClosed() {
    try {
      while (true) {
        Socket device = entrance.accept();
        Socket relay = new Socket(InetAddress.getLoopbackAddress(), relayPort);
        Thread.ofVirtual().start(() -> copy(device, relay));
        Thread.ofVirtual().start(() -> copy(relay, device));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (seen) {
          seen.write(buffer, 0, n);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException _) {
      // One side hung up; closing both tells the other.
    }
  }
}
