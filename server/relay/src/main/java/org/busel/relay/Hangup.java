package org.busel.relay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGHUP, by which operating systems and their service managers ask a program to read its configuration again.
///
/// The JDK has no supported interface for signals; the one that every JDK has (module jdk.unsupported) is reached by
/// reflection, so that a platform without it only loses the signal: `busel-relay reload` does the same.
final class Hangup {
  private static final Logger log = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /// Runs `work` at each SIGHUP, on a thread that may block. Without this the process would end.
  static void calls(Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler answer =
          (_, method, _) ->
              switch (method.getName()) {
                case "handle" -> {
                  Thread _ = Thread.startVirtualThread(work);
                  yield null;
                }
                case "equals" -> false; // nobody compares handlers
                case "hashCode" -> 0;
                default -> "on SIGHUP";
              };
      Object _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(
                  null,
                  signal.getConstructor(String.class).newInstance("HUP"),
                  Proxy.newProxyInstance(
                      Hangup.class.getClassLoader(), new Class<?>[] {handler}, answer));
    } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
      log.info("this platform has no SIGHUP; busel-relay reload does the same");
    }
  }
}
