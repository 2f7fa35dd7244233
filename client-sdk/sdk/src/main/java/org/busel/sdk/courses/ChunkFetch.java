package org.busel.sdk.courses;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.format.Chunk;

/// Fetches the chunks that a device lacks, one at a time from each source, each verified and durable before the next: a kill
/// at any moment costs at most one chunk a source.
///
/// Several sources work side by side, and none is trusted: what one lacks or alters the others are asked for, and one that
/// does not answer is left alone. State is guarded by `this`; sources and store are called without the lock.
final class ChunkFetch {
  private final CourseStore store;
  private final List<CourseSource> sources;
  private final FetchProgress progress;

  private final Deque<Chunk> todo = new ArrayDeque<>();
  private final Map<Chunk, Set<Integer>> failed = new HashMap<>();
  private final Set<Integer> gone = new HashSet<>();
  private Optional<FetchOutcome> failure = Optional.empty();
  private int inFlight;
  private int chunks;
  private long bytes;
  private long here;
  private long total;

  ChunkFetch(CourseStore store, List<CourseSource> sources, FetchProgress progress) {
    this.store = store;
    this.sources = List.copyOf(sources);
    this.progress = progress;
  }

  /// @param failure why it did not come to the end; nothing if all chunks are here
  record Result(Optional<FetchOutcome> failure, int chunks, long bytes) {}

  Result run(Set<Chunk> needed) {
    total = bytes(needed);
    for (Chunk chunk : needed) {
      if (!store.has(Names.of(chunk))) {
        todo.add(chunk);
      }
    }
    here = total - bytes(todo);
    progress.reached(here, total);
    List<Thread> helpers = new ArrayList<>();
    for (int i = 1; i < sources.size(); i++) {
      int source = i;
      Thread helper = new Thread(() -> workGuarded(source), "course source " + i);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    workGuarded(0);
    helpers.forEach(ChunkFetch::join);
    synchronized (this) {
      if (failure.isEmpty() && !todo.isEmpty()) {
        failure = Optional.of(new FetchOutcome.ChunkNotThere(todo.size()));
      }
      return new Result(failure, chunks, bytes);
    }
  }

  /// The store's own exception ends the fetch for all, on the thread that began it if that is the one.
  private void workGuarded(int source) {
    try {
      work(source);
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        todo.clear();
        failure = Optional.of(new FetchOutcome.Interrupted("the device cannot keep what came", 0));
        notifyAll();
      }
      if (source == 0) {
        throw e;
      }
    }
  }

  private void work(int source) {
    for (Optional<Chunk> next = take(source); next.isPresent(); next = take(source)) {
      Chunk chunk = next.get();
      CourseSource.Answer answer =
          sources.get(source).get("/v1/chunks/" + chunk.id().hex(), chunk.length());
      if (answer instanceof CourseSource.Answer.Got got
          && chunk.matches(got.bytes().toByteArray())) {
        store.put(Names.of(chunk), got.bytes().toByteArray());
        came(chunk);
      } else {
        missed(source, chunk, answer);
      }
    }
  }

  /// A chunk that this source has not failed at; waits while others may still give some back.
  private synchronized Optional<Chunk> take(int source) {
    while (failure.isEmpty() && !gone.contains(source)) {
      Iterator<Chunk> each = todo.iterator();
      while (each.hasNext()) {
        Chunk chunk = each.next();
        if (!failed.getOrDefault(chunk, Set.of()).contains(source)) {
          each.remove();
          inFlight++;
          return Optional.of(chunk);
        }
      }
      if (inFlight == 0) {
        return Optional.empty();
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private synchronized void came(Chunk chunk) {
    inFlight--;
    chunks++;
    bytes += chunk.length();
    here += chunk.length();
    progress.reached(here, total);
    notifyAll();
  }

  private synchronized void missed(int source, Chunk chunk, CourseSource.Answer answer) {
    inFlight--;
    todo.addFirst(chunk);
    Set<Integer> failures = failed.computeIfAbsent(chunk, unused -> new HashSet<>());
    failures.add(source);
    if (answer instanceof CourseSource.Answer.Unreachable) {
      gone.add(source);
    }
    boolean nobodyLeft = true;
    for (int i = 0; i < sources.size(); i++) {
      nobodyLeft &= gone.contains(i) || failures.contains(i);
    }
    if (nobodyLeft && failure.isEmpty()) {
      failure = Optional.of(why(answer, todo.size() + inFlight));
    }
    notifyAll();
  }

  private static FetchOutcome why(CourseSource.Answer answer, int stillMissing) {
    if (answer instanceof CourseSource.Answer.NotThere) {
      return new FetchOutcome.ChunkNotThere(stillMissing);
    }
    if (answer instanceof CourseSource.Answer.Unreachable unreachable) {
      return new FetchOutcome.Interrupted(unreachable.reason(), stillMissing);
    }
    return answer instanceof CourseSource.Answer.Refused refused
        ? new FetchOutcome.Interrupted(refused.reason(), stillMissing)
        : new FetchOutcome.ChunkAltered();
  }

  private static void join(Thread helper) {
    try {
      helper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long bytes(Iterable<Chunk> chunks) {
    long sum = 0;
    for (Chunk chunk : chunks) {
      sum += chunk.length();
    }
    return sum;
  }
}
