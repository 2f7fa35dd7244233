package org.busel.store.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Runs things at the same moment, each on a virtual thread of its own, as a relay does.
final class AtOnce {
  private AtOnce() {}

  /// Runs `task` with the numbers 0 to `threads - 1` and returns the results in that order.
  static <T> List<T> run(int threads, Task<T> task)
      throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, threads)
              .mapToObj(number ->
                  executor.submit(
                      (Callable<T>)
                          () -> {
                            start.await();
                            return task.run(number);
                          }))
              .toList();
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  /// What one thread does.
  interface Task<T> {
    T run(int number);
  }
}
