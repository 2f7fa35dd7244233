package org.busel.relay;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.busel.relay.listen.ListenException;
import org.busel.relay.telemetry.MetricsPortException;
import org.busel.store.StoreUnavailableException;

/// The relay could not start. The message is one line for the operator, [#hint] another: what to do about it.
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  CannotStart(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// What the operator can do about it.
  public String hint() {
    return hint;
  }

  static CannotStart because(RelayConfig config, RuntimeException failed) {
    return switch (failed) {
      case CannotStart known -> known;
      case ListenException port ->
          new CannotStart(
              port.getMessage() + ": " + reason(port),
              "choose another one with relay.port in relay.conf, or stop what uses it",
              failed);
      case MetricsPortException port ->
          new CannotStart(
              port.getMessage() + ": " + reason(port),
              "choose another one with relay.metrics-port in relay.conf, or say off",
              failed);
      case RelayFolder.InUse _ -> inUse(config, failed);
      case UncheckedIOException io ->
          new CannotStart(
              "cannot use " + file(io, config) + ": " + reason(io),
              "check who owns the folder and whether the disk is full, or choose another with"
                  + " --dir",
              failed);
      case StoreUnavailableException store ->
          new CannotStart(
              String.valueOf(store.getMessage()),
              "check the folder and the disk, then start again",
              failed);
      case IllegalArgumentException damaged ->
          new CannotStart(
              String.valueOf(damaged.getMessage()),
              "put the file back from a backup, or see README.md of the relay",
              failed);
      default -> new CannotStart("the relay could not start", "report this as a bug", failed);
    };
  }

  static CannotStart inUse(RelayConfig config, RuntimeException failed) {
    return new CannotStart(
        "another relay is running in " + config.folder(),
        "stop it first, or choose another folder with --dir",
        failed);
  }

  private static String file(UncheckedIOException io, RelayConfig config) {
    return io.getCause() instanceof FileSystemException named && named.getFile() != null
        ? named.getFile()
        : config.folder().toString();
  }

  /// What the disk, or whatever it was, has said.
  static String reason(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof AccessDeniedException) {
      return "access denied";
    }
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
