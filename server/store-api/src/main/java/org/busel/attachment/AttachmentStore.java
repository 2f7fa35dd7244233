package org.busel.attachment;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.AttachmentId;

/// Sealed attachments by their ids, in parts of [org.busel.wire.Limits#ATTACHMENT_PART_BYTES].
///
/// Calls block and are made from virtual threads. Safe for many threads at once. Every call may throw
/// [StoreUnavailableException]; repeating it is safe.
public interface AttachmentStore {
  /// Makes room for an attachment and spends its tokens, both or neither. Repeating is harmless.
  OpenOutcome open(Opening opening);

  /// Keeps one part durably. Repeating is harmless.
  ///
  /// @param part from 0
  PutOutcome put(AttachmentId id, int part, ByteString bytes);

  /// One part, unless it is missing or has been damaged since it was stored, or the attachment has expired by `now`.
  Optional<ByteString> part(AttachmentId id, int part, Instant now);

  /// What is held under an id, unless it has expired by `now`.
  Optional<Held> find(AttachmentId id, Instant now);

  /// Removes an attachment and overwrites what was stored of it. Its tokens stay spent.
  ///
  /// @return whether there was one
  boolean remove(AttachmentId id);

  /// Removes every attachment whose expiry is not after `now`, as [#remove] does.
  ///
  /// @return how many were removed
  long expire(Instant now);

  /// Forgets which tokens were spent of keys with a number below `tokenKey`, which are no longer taken.
  void forgetTokens(int tokenKey);

  /// Sum of the lengths of all attachments that are open, whether their parts have come or not.
  long heldBytes();

  /// Bytes that the disk below the store still takes.
  long freeBytes();
}
