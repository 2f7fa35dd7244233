package org.busel.store.contract;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.attachment.AttachmentStore;
import org.busel.attachment.Held;
import org.busel.attachment.OpenOutcome;
import org.busel.attachment.Opening;
import org.busel.attachment.PutOutcome;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;

/// Attachments in maps. Safe for many threads, which take turns.
final class InMemoryAttachmentStore implements AttachmentStore {
  private final Map<AttachmentId, Entry> entries = new HashMap<>(); // both: guarded by this
  private final Map<Integer, Set<AttachmentId>> spent = new HashMap<>();

  private record Entry(Opening opening, Map<Integer, ByteString> parts) {
    Held held() {
      BitSet present = new BitSet();
      parts.keySet().forEach(present::set);
      return new Held(opening.sealedBytes(), opening.expiresAt(), present);
    }
  }

  @Override
  public synchronized OpenOutcome open(Opening opening) {
    Entry before = entries.get(opening.id());
    if (before != null) {
      return before.opening().sealedBytes() == opening.sealedBytes()
          ? new OpenOutcome.AlreadyOpen(before.held())
          : new OpenOutcome.OtherLength();
    }
    boolean anySpent =
        spent.values().stream().anyMatch(ids -> opening.spends().stream().anyMatch(ids::contains));
    if (anySpent) {
      return new OpenOutcome.TokenSpent();
    }
    spent.computeIfAbsent(opening.tokenKey(), _ -> new HashSet<>()).addAll(opening.spends());
    Entry entry = new Entry(opening, new HashMap<>());
    entries.put(opening.id(), entry);
    return new OpenOutcome.Opened(entry.held());
  }

  @Override
  public synchronized PutOutcome put(AttachmentId id, int part, ByteString bytes) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return new PutOutcome.NotOpen();
    }
    long sealedBytes = entry.opening().sealedBytes();
    if (part < 0
        || part >= AttachmentSize.parts(sealedBytes)
        || bytes.size() != AttachmentSize.part(sealedBytes, part)) {
      return new PutOutcome.WrongSize();
    }
    entry.parts().putIfAbsent(part, bytes);
    return new PutOutcome.Stored();
  }

  @Override
  public synchronized Optional<ByteString> part(AttachmentId id, int part, Instant now) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.opening().expiresAt().isAfter(now))
        .map(entry -> entry.parts().get(part));
  }

  @Override
  public synchronized Optional<Held> find(AttachmentId id, Instant now) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> entry.opening().expiresAt().isAfter(now))
        .map(Entry::held);
  }

  @Override
  public synchronized boolean remove(AttachmentId id) {
    return entries.remove(id) != null;
  }

  @Override
  public synchronized long expire(Instant now) {
    long before = entries.size();
    entries.values().removeIf(entry -> !entry.opening().expiresAt().isAfter(now));
    return before - entries.size();
  }

  @Override
  public synchronized void forgetTokens(int tokenKey) {
    spent.keySet().removeIf(key -> key < tokenKey);
  }

  @Override
  public synchronized long heldBytes() {
    return entries.values().stream().mapToLong(entry -> entry.opening().sealedBytes()).sum();
  }

  @Override
  public long freeBytes() {
    return Runtime.getRuntime().maxMemory();
  }
}
