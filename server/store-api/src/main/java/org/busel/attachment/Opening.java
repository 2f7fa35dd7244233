package org.busel.attachment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.busel.wire.AttachmentId;
import org.busel.wire.AttachmentSize;

/// What is asked of a store before the first part comes.
///
/// @param sealedBytes length of the sealed stream, of a padded size
/// @param expiresAt after this instant the attachment is removed; a whole hour, so that the store does not learn when it
///     came
/// @param tokenKey number of the key that signed the tokens
/// @param spends the ids that the tokens were signed for, its own first; each is good once
public record Opening(
    AttachmentId id, long sealedBytes, Instant expiresAt, int tokenKey, List<AttachmentId> spends) {
  public Opening {
    if (!AttachmentSize.isSealed(sealedBytes)) {
      throw new IllegalArgumentException("an attachment of " + sealedBytes + " bytes");
    }
    if (!expiresAt.truncatedTo(ChronoUnit.HOURS).equals(expiresAt)) {
      throw new IllegalArgumentException("expiry is not a whole hour");
    }
    spends = List.copyOf(spends);
    if (spends.isEmpty() || !spends.getFirst().equals(id)) {
      throw new IllegalArgumentException("an attachment must spend its own token");
    }
  }
}
