package org.busel.load.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.busel.load.FreePort;
import org.busel.load.Installed;
import org.busel.load.LoadException;
import org.busel.load.ServerProcess;

/// nginx with one worker, serving the files of a folder over TLS 1.3 with the certificate of a relay.
public final class NginxServer implements AutoCloseable {
  private static final Installed PROGRAM = new Installed("nginx", "nginx-light");

  private final ServerProcess process;
  private final InetSocketAddress address;

  private NginxServer(ServerProcess process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /// What has to be there.
  public static Installed program() {
    return PROGRAM;
  }

  /// Starts one.
  ///
  /// @param folder for its configuration and logs
  /// @param files what it serves, flat
  /// @param tls folder with `server.pem` and `server-key.pem`
  public static NginxServer start(Path folder, Path files, Path tls) {
    int port = FreePort.find();
    Path configuration = folder.resolve("nginx.conf");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          configuration,
          """
          daemon off;
          worker_processes 1;
          user root;
          pid %1$s/pid;
          error_log stderr error;
          events { worker_connections 1024; }
          http {
            access_log off;
            sendfile on;
            tcp_nopush on;
            keepalive_requests 100000000;
            client_body_temp_path %1$s;
            proxy_temp_path %1$s;
            fastcgi_temp_path %1$s;
            uwsgi_temp_path %1$s;
            scgi_temp_path %1$s;
            server {
              listen 127.0.0.1:%2$d ssl;
              ssl_certificate %3$s/server.pem;
              ssl_certificate_key %3$s/server-key.pem;
              ssl_protocols TLSv1.3;
              root %4$s;
            }
          }
          """
              .formatted(folder, port, tls, files));
      // It says nothing when it is ready; the shell speaks for it and becomes it.
      ServerProcess process =
          ServerProcess.start(
              List.of(
                  "/bin/sh",
                  "-c",
                  "echo ready; exec \"$0\" -p \"$1\" -c \"$2\"",
                  PROGRAM.path().orElseThrow().toString(),
                  folder.toString(),
                  configuration.toString()),
              folder.resolve("nginx.log"),
              "ready"::equals);
      return new NginxServer(
          process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new LoadException("a folder for nginx cannot be made", e);
    }
  }

  public ServerProcess process() {
    return process;
  }

  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
