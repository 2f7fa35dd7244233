package org.busel.relay.auth;

import java.security.MessageDigest;
import java.util.Optional;
import org.busel.directory.Account;
import org.busel.directory.DirectoryStore;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;

/// Opens an account to those who show its capability: without it an account can neither be asked about nor written to.
/// A missing account and a wrong capability are one answer after the same work. Safe for many threads.
///
/// Accounts that were opened lately are remembered, so that a message need not ask the directory ([KnownAccounts]). What
/// is remembered only ever says yes: whoever shows a wrong capability waits for the directory, as for a missing account,
/// and cannot tell from the time which of the two it was, nor whether anybody else writes to the account.
public final class Capabilities {
  /// What a missing account is compared with; the result of that comparison is thrown away.
  private static final byte[] NO_ACCOUNT = new byte[Capability.BYTES];

  private final DirectoryStore directory;
  private final KnownAccounts known = new KnownAccounts();

  public Capabilities(DirectoryStore directory) {
    this.directory = directory;
  }

  /// The account, if it was opened lately and `capability` is its own. Never blocks. Nothing does not say that there is
  /// no such account: then [#open] must be asked.
  public Optional<Account> remembered(AccountId id, Capability capability) {
    return known.find(id, capability);
  }

  /// The account, if there is one and `capability` is its own. Blocks on the store.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer
  public Optional<Account> open(AccountId id, Capability capability) {
    KnownAccounts.Learning learning = known.learn();
    Optional<Account> account = directory.account(id);
    byte[] shown = capability.hash().toByteArray();
    byte[] owed = account.map(a -> a.capability().bytes().toByteArray()).orElse(NO_ACCOUNT);
    boolean same = MessageDigest.isEqual(shown, owed);
    if (!same) {
      return Optional.empty();
    }
    account.ifPresent(learning::done);
    return account;
  }

  /// Forgets what is remembered of an account. Called by whoever changes the account or its devices, after the change
  /// is durable and before anybody is told of it.
  public void forget(AccountId id) {
    known.forget(id);
  }
}
