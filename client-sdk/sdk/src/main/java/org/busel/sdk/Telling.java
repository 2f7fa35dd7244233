package org.busel.sdk;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How an app hears of what happens while its device listens. Called by the listening thread only.
interface Telling {
  /// Something that is no message.
  void tell(Event event);

  /// There may be something that the app has not heard of.
  void untold();

  /// Nothing will be told any more.
  ///
  /// @param fault nothing if the listening ended in order
  void over(@Nullable RuntimeException fault);

  /// Calls the app as things happen; the listening waits for it.
  record AtOnce(Consumer<Event> onEvent, Receiving receiving) implements Telling {
    @Override
    public void tell(Event event) {
      onEvent.accept(event);
    }

    @Override
    public void untold() {
      receiving.untold().forEach(onEvent);
    }

    @Override
    public void over(@Nullable RuntimeException fault) {}
  }

  /// Leaves everything where it is until the app asks.
  record WhenAsked(EventStream stream, Receiving receiving) implements Telling {
    @Override
    public void tell(Event event) {
      receiving.keep(event);
      stream.wake();
    }

    @Override
    public void untold() {
      stream.wake();
    }

    @Override
    public void over(@Nullable RuntimeException fault) {
      if (fault != null) {
        stream.fail(fault);
      }
    }
  }
}
