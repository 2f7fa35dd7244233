package org.busel.relay.auth;

import java.security.MessageDigest;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.DirectoryStore;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;

/// Opens an account to those who show its capability: without it an account can neither be asked about nor written to.
/// A missing account and a wrong capability are one answer after the same work. Safe for many threads.
public final class Capabilities {
  /// What a missing account is compared with; the result of that comparison is thrown away.
  private static final byte[] NO_ACCOUNT = new byte[Capability.BYTES];

  private final DirectoryStore directory;

  public Capabilities(DirectoryStore directory) {
    this.directory = directory;
  }

  /// The account, if there is one and `capability` is its own. Blocks on the store.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer
  public Optional<Account> open(AccountId id, Capability capability) {
    Optional<Account> account = directory.account(id);
    byte[] shown = capability.hash().toByteArray();
    byte[] owed = account.map(a -> a.capability().bytes().toByteArray()).orElse(NO_ACCOUNT);
    boolean same = MessageDigest.isEqual(shown, owed);
    return same ? account : Optional.empty();
  }
}
