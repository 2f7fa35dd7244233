package org.busel.sdk;

/// A [Device#listen] that goes on until it is closed. Closing waits until the last event has been handed over.
public interface Listening extends AutoCloseable {
  @Override
  void close();
}
