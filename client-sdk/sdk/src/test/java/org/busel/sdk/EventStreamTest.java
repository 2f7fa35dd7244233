package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

class EventStreamTest {
  private static final Event.Connected SOMETHING = new Event.Connected();

  /// The verification of the Reactive Streams project, each of its tests by name.
  @TestFactory
  Stream<DynamicTest> itKeepsTheRulesOfReactiveStreams() {
    return Stream.of(Verification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .map(method -> dynamicTest(method.getName(), () -> run(method)));
  }

  @Test
  void whatWasTakenAndNotHandedOverIsGivenBackInOrder() throws Exception {
    Shelf shelf = new Shelf(10);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Event> heard = new ArrayList<>();
    EventStream stream =
        new EventStream(
            new Deaf() {
              @Override
              public void onNext(Event event) {
                heard.add(event);
                first.countDown();
                awaitQuietly(goOn);
              }
            },
            shelf);
    stream.start();
    stream.request(10);
    assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();

    stream.cancel();
    goOn.countDown();
    stream.end();

    assertThat(heard).hasSize(1);
    assertThat(shelf.left()).isEqualTo(9);
  }

  @Test
  void nothingIsTakenThatWasNotAskedFor() throws Exception {
    Shelf shelf = new Shelf(10);
    CountDownLatch three = new CountDownLatch(3);
    EventStream stream =
        new EventStream(
            new Deaf() {
              @Override
              public void onNext(Event event) {
                three.countDown();
              }
            },
            shelf);
    stream.start();

    stream.request(3);

    assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
    stream.wake();
    stream.end();
    assertThat(shelf.left()).isEqualTo(7);
  }

  private static void run(Method method) throws Throwable {
    Verification verification = new Verification();
    verification.setUp();
    try {
      method.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped) {
        throw new TestAbortedException(skipped.getMessage());
      }
      throw e.getCause();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A number of events, the last of which says that there will be no more.
  private static final class Shelf implements EventStream.Source {
    private long left; // guarded by this

    Shelf(long events) {
      this.left = events;
    }

    synchronized long left() {
      return left;
    }

    @Override
    public synchronized List<Event> take(int most) {
      List<Event> some = new ArrayList<>();
      while (some.size() < most && left > 0) {
        left--;
        some.add(left == 0 ? new Event.GaveUp("no more") : SOMETHING);
      }
      return some;
    }

    @Override
    public synchronized void giveBack(List<Event> untold) {
      left += untold.size();
    }

    @Override
    public void leave() {}
  }

  private static class Deaf implements Flow.Subscriber<Event> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(Event event) {}

    @Override
    public void onError(Throwable fault) {}

    @Override
    public void onComplete() {}
  }

  /// Made anew for each of its tests.
  public static final class Verification extends FlowPublisherVerification<Event> {
    public Verification() {
      super(new TestEnvironment(500, 50));
    }

    @Override
    public Flow.Publisher<Event> createFlowPublisher(long elements) {
      return subscriber -> {
        if (subscriber == null) {
          throw new NullPointerException("subscriber");
        }
        EventStream stream = new EventStream(subscriber, new Shelf(elements));
        subscriber.onSubscribe(stream);
        stream.start();
        if (elements == 0) {
          stream.end();
        }
      };
    }

    @Override
    public Flow.@Nullable Publisher<Event> createFailedFlowPublisher() {
      return null; // that a device has one listener is tested with a device
    }
  }
}
