package org.busel.sdk.courses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.format.Chunk;

/// Fetches the chunks that a device lacks, one by one, each verified and durable before the next: a kill at any moment
/// costs at most one chunk.
final class ChunkFetch {
  private final CourseStore store;
  private final CourseSource source;
  private final FetchProgress progress;

  ChunkFetch(CourseStore store, CourseSource source, FetchProgress progress) {
    this.store = store;
    this.source = source;
    this.progress = progress;
  }

  /// @param failure why it did not come to the end; nothing if all chunks are here
  record Result(Optional<FetchOutcome> failure, int chunks, long bytes) {}

  Result run(Set<Chunk> needed) {
    List<Chunk> missing = new ArrayList<>();
    for (Chunk chunk : needed) {
      if (!store.has(Names.of(chunk))) {
        missing.add(chunk);
      }
    }
    long total = bytes(needed);
    long here = total - bytes(missing);
    long fetched = 0;
    progress.reached(here, total);
    for (int i = 0; i < missing.size(); i++) {
      Chunk chunk = missing.get(i);
      Optional<FetchOutcome> failure = fetch(chunk, missing.size() - i);
      if (failure.isPresent()) {
        return new Result(failure, i, fetched);
      }
      fetched += chunk.length();
      progress.reached(here + fetched, total);
    }
    return new Result(Optional.empty(), missing.size(), fetched);
  }

  private Optional<FetchOutcome> fetch(Chunk chunk, int stillMissing) {
    CourseSource.Answer answer = source.get("/v1/chunks/" + chunk.id().hex(), chunk.length());
    if (answer instanceof CourseSource.Answer.NotThere) {
      return Optional.of(new FetchOutcome.ChunkNotThere(stillMissing));
    }
    if (answer instanceof CourseSource.Answer.Unreachable unreachable) {
      return Optional.of(new FetchOutcome.Interrupted(unreachable.reason(), stillMissing));
    }
    if (answer instanceof CourseSource.Answer.Refused refused) {
      return Optional.of(new FetchOutcome.Interrupted(refused.reason(), stillMissing));
    }
    if (answer instanceof CourseSource.Answer.Got got) {
      byte[] bytes = got.bytes().toByteArray();
      if (chunk.matches(bytes)) {
        store.put(Names.of(chunk), bytes);
        return Optional.empty();
      }
    }
    return Optional.of(new FetchOutcome.ChunkAltered());
  }

  private static long bytes(Iterable<Chunk> chunks) {
    long sum = 0;
    for (Chunk chunk : chunks) {
      sum += chunk.length();
    }
    return sum;
  }
}
