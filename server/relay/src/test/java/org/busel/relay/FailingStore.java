package org.busel.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.busel.attachment.AttachmentStore;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.storage.RelayStore;
import org.busel.store.StoreUnavailableException;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;

/// A store in memory whose mailboxes do not answer, or wait before they answer, for as long as a test says so.
final class FailingStore implements RelayStore, MailboxStore {
  private final InMemoryRelayStore store = new InMemoryRelayStore();
  private volatile boolean failing;
  private final List<Runnable> held = new ArrayList<>(); // guarded by itself
  private boolean holding; // guarded by held
  private final List<Integer> asked = new CopyOnWriteArrayList<>();

  /// Of which devices something was to be withdrawn since the last call, in order.
  List<Integer> takeAsked() {
    List<Integer> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  void fail(boolean fail) {
    failing = fail;
  }

  /// From here on appends wait.
  void hold() {
    synchronized (held) {
      holding = true;
    }
  }

  /// How many appends wait.
  int held() {
    synchronized (held) {
      return held.size();
    }
  }

  /// Appends wait no longer.
  void release() {
    synchronized (held) {
      holding = false;
      held.forEach(Runnable::run);
      held.clear();
    }
  }

  @Override
  public void append(Envelope envelope, AppendCallback then) {
    synchronized (held) {
      if (holding) {
        held.add(() -> answer(envelope, then));
        return;
      }
    }
    answer(envelope, then);
  }

  @Override
  public List<Waiting> peek(DeviceId device, long after, int limit, Instant now) {
    return store.mailboxes().peek(device, after, limit, now);
  }

  @Override
  public void acknowledge(DeviceId device, Collection<Long> sequences) {
    store.mailboxes().acknowledge(device, sequences);
  }

  @Override
  public void withdraw(DeviceId device, EnvelopeId envelope) {
    asked.add(device.number());
    if (failing) {
      throw new StoreUnavailableException("withdrawing an envelope");
    }
    store.mailboxes().withdraw(device, envelope);
  }

  @Override
  public boolean offeredInVain(DeviceId device, long sequence) {
    return store.mailboxes().offeredInVain(device, sequence);
  }

  @Override
  public long expire(Instant now) {
    return store.mailboxes().expire(now);
  }

  @Override
  public MailboxStore mailboxes() {
    return this;
  }

  @Override
  public DirectoryStore directory() {
    if (failing) {
      throw new StoreUnavailableException("asking the directory");
    }
    return store.directory();
  }

  @Override
  public KeyLogStore keyLog() {
    return store.keyLog();
  }

  @Override
  public CatalogStore catalog() {
    return store.catalog();
  }

  @Override
  public BlobStore blobs() {
    return store.blobs();
  }

  @Override
  public AttachmentStore attachments() {
    return store.attachments();
  }

  @Override
  public void close() {
    release();
    store.close();
  }

  private void answer(Envelope envelope, AppendCallback then) {
    if (failing) {
      then.unavailable(new StoreUnavailableException("appending an envelope"));
    } else {
      store.mailboxes().append(envelope, then);
    }
  }
}
