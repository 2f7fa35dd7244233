package org.busel.store.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.MailboxFull;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.storage.Spread;
import org.busel.storage.StoreFigures;
import org.busel.storage.StoreFigures.Commits;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;

/// Mailboxes in memory. A mailbox is locked while something is done to it; different mailboxes never wait for each
/// other.
final class InMemoryMailboxStore implements MailboxStore {
  private final MailboxLimits limits;
  private final ConcurrentMap<DeviceId, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final AtomicLong lastSequence = new AtomicLong();
  private final Spread.Tally commitSizes = new Spread.Tally(Commits.SIZES);
  private final Spread.Tally commitMicros = new Spread.Tally(Commits.MICROS);

  InMemoryMailboxStore(MailboxLimits limits) {
    this.limits = limits;
  }

  @Override
  public void append(Envelope envelope, AppendCallback then) {
    then.settled(mailbox(envelope.recipient()).append(envelope));
  }

  @Override
  public List<Waiting> peek(DeviceId device, long after, int limit, Instant now) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit " + limit + " is not within 1 to 1,000");
    }
    return mailbox(device).peek(after, limit, now);
  }

  @Override
  public void acknowledge(DeviceId device, Collection<Long> sequences) {
    long _ = mailbox(device).remove(sequences);
  }

  @Override
  public void withdraw(DeviceId device, EnvelopeId envelope) {
    Mailbox mailbox = mailboxes.get(device);
    if (mailbox != null) {
      mailbox.withdraw(envelope);
    }
  }

  @Override
  public boolean offeredInVain(DeviceId device, long sequence) {
    return mailbox(device).offeredInVain(sequence);
  }

  @Override
  public long expire(Instant now) {
    return mailboxes.values().stream().mapToLong(mailbox -> mailbox.expire(now)).sum();
  }

  /// Every envelope is a commit of its own that takes no time.
  StoreFigures figures() {
    Spread.Tally depths = new Spread.Tally(StoreFigures.DEPTHS);
    long envelopes = 0;
    long bytes = 0;
    long setAside = 0;
    Instant nextExpiry = Instant.MAX;
    for (Mailbox mailbox : mailboxes.values()) {
      synchronized (mailbox) {
        envelopes += mailbox.waiting.size();
        bytes += mailbox.contentBytes;
        setAside += mailbox.setAside();
        if (!mailbox.waiting.isEmpty()) {
          depths.add(mailbox.waiting.size());
        }
        for (Envelope envelope : mailbox.waiting.values()) {
          if (envelope.expiresAt().isBefore(nextExpiry)) {
            nextExpiry = envelope.expiresAt();
          }
        }
      }
    }
    return new StoreFigures(
        0,
        envelopes,
        bytes,
        envelopes == 0 ? Optional.empty() : Optional.of(nextExpiry.truncatedTo(ChronoUnit.HOURS)),
        depths.spread(),
        new Commits(commitSizes.spread(), commitMicros.spread(), 0),
        new StoreFigures.Upkeep(setAside, 0, 0, 0));
  }

  private Mailbox mailbox(DeviceId device) {
    return mailboxes.computeIfAbsent(device, _ -> new Mailbox());
  }

  private final class Mailbox {
    private final NavigableMap<Long, Envelope> waiting = new TreeMap<>(); // guarded by this
    private final Map<EnvelopeId, Long> sequences = new HashMap<>(); // guarded by this
    private final Map<Long, Integer> offersInVain = new HashMap<>(); // guarded by this
    private long contentBytes; // guarded by this
    private long newest; // guarded by this; of what ever stood here

    synchronized AppendOutcome append(Envelope envelope) {
      Long present = sequences.get(envelope.id());
      if (present != null) {
        return new AlreadyStored(present);
      }
      if (waiting.size() >= limits.envelopes()
          || contentBytes + bytes(envelope) > limits.contentBytes()) {
        return new MailboxFull();
      }
      long sequence = lastSequence.incrementAndGet();
      waiting.put(sequence, envelope);
      sequences.put(envelope.id(), sequence);
      contentBytes += bytes(envelope);
      commitSizes.add(1);
      commitMicros.add(0);
      long previous = newest;
      newest = sequence;
      return new Stored(sequence, previous);
    }

    synchronized List<Waiting> peek(long after, int limit, Instant now) {
      return waiting.tailMap(after, false).entrySet().stream()
          .filter(entry -> entry.getValue().expiresAt().isAfter(now))
          .filter(entry -> offersInVain.getOrDefault(entry.getKey(), 0) < MAX_OFFERS)
          .limit(limit)
          .map(entry -> new Waiting(entry.getKey(), entry.getValue()))
          .toList();
    }

    synchronized long remove(Collection<Long> gone) {
      long removed = 0;
      for (long sequence : gone) {
        Envelope envelope = waiting.remove(sequence);
        if (envelope != null) {
          sequences.remove(envelope.id());
          offersInVain.remove(sequence);
          contentBytes -= bytes(envelope);
          removed++;
        }
      }
      return removed;
    }

    synchronized boolean offeredInVain(long sequence) {
      return waiting.containsKey(sequence)
          && offersInVain.merge(sequence, 1, Integer::sum) == MAX_OFFERS;
    }

    synchronized long setAside() {
      return offersInVain.values().stream().filter(offers -> offers >= MAX_OFFERS).count();
    }

    synchronized void withdraw(EnvelopeId id) {
      Long sequence = sequences.get(id);
      if (sequence != null) {
        long _ = remove(List.of(sequence));
      }
    }

    synchronized long expire(Instant now) {
      return remove(
          waiting.entrySet().stream()
              .filter(entry -> !entry.getValue().expiresAt().isAfter(now))
              .map(Map.Entry::getKey)
              .toList());
    }

    private static long bytes(Envelope envelope) {
      return envelope.content().bytes().size();
    }
  }
}
