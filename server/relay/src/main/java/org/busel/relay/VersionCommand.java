package org.busel.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.busel.wire.ProtocolVersion;
import picocli.CommandLine.Command;

/// Says which relay this is.
@Command(name = "version", description = "print the version and the protocol that it speaks")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println("busel-relay " + version() + ", protocol " + ProtocolVersion.NEWEST);
    return Main.DONE;
  }

  static String version() {
    Properties properties = new Properties();
    try (InputStream file = VersionCommand.class.getResourceAsStream("version.properties")) {
      if (file == null) {
        throw new IllegalStateException("this relay was built without its version");
      }
      properties.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the version cannot be read", unreadable);
    }
    return properties.getProperty("version", "");
  }
}
