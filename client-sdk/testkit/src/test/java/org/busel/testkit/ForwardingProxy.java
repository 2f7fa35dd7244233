package org.busel.testkit;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy on loopback that notes which hosts it was asked for and passes bytes on: SOCKS 5 or HTTP CONNECT, as the first
/// byte asks.
final class ForwardingProxy implements Closeable {
  private static final int SOCKS_5 = 5;
  private static final int NAME = 3;

  private final ServerSocket listener;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ForwardingProxy() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Host names as they were asked for; an address that was not a name appears as "address".
  List<String> asked() {
    return asked;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      int first = in.readUnsignedByte();
      if (first == SOCKS_5) {
        socks(client, in);
      } else {
        connect(client, in, first);
      }
    } catch (IOException e) {
      return; // one end has hung up
    }
  }

  private void socks(Socket client, DataInputStream in) throws IOException {
    in.skipNBytes(in.readUnsignedByte());
    client.getOutputStream().write(new byte[] {SOCKS_5, 0});
    in.skipNBytes(3);
    boolean isName = in.readUnsignedByte() == NAME;
    byte[] host = new byte[isName ? in.readUnsignedByte() : 4];
    in.readFully(host);
    asked.add(isName ? new String(host, StandardCharsets.US_ASCII) : "address");
    int port = in.readUnsignedShort();
    client.getOutputStream().write(new byte[] {SOCKS_5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    pass(client, port);
  }

  private void connect(Socket client, DataInputStream in, int first) throws IOException {
    StringBuilder head = new StringBuilder().append((char) first);
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    List<String> target = List.of(head.substring("CONNECT ".length()).split("[: ]", 3));
    asked.add(target.get(0));
    client
        .getOutputStream()
        .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    pass(client, Integer.parseInt(target.get(1)));
  }

  private static void pass(Socket client, int port) throws IOException {
    try (Socket relay = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream fromRelay = relay.getInputStream();
      OutputStream toClient = client.getOutputStream();
      daemon(() -> copy(fromRelay, toClient));
      copy(client.getInputStream(), relay.getOutputStream());
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      return; // one end has hung up
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "forwarding-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
