package org.busel.relay.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.directory.Account;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;

/// Accounts that were read from the directory lately, with what proves a capability. In memory only, about 10 MiB when
/// full. Safe for many threads.
///
/// An entry is good for [#GOOD_FOR], because another relay on the same directory may change an account unheard; within
/// this one [#forget] is called. A read that was under way while an account was forgotten is not remembered.
final class KnownAccounts {
  private static final int MOST = 20_000;
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(KnownAccounts::sha256);

  private final Cache<AccountId, Account> accounts =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(GOOD_FOR)
          .executor(Runnable::run) // its upkeep is less than handing it to another thread
          .build();
  private final AtomicLong forgotten = new AtomicLong(); // how often something was

  /// A read of the directory, from before it to when its result is known.
  final class Learning {
    private final long forgottenBefore = forgotten.get();

    private Learning() {}

    /// Remembers what was read.
    void done(Account account) {
      accounts.put(account.id(), account);
      if (forgotten.get() != forgottenBefore) {
        accounts.invalidate(account.id());
      }
    }
  }

  /// Begins a read of the directory.
  Learning learn() {
    return new Learning();
  }

  /// The account, if it is known and `capability` is its own. For threads that stay: each keeps a digest.
  Optional<Account> find(AccountId id, Capability capability) {
    Account account = accounts.getIfPresent(id);
    if (account == null) {
      return Optional.empty();
    }
    MessageDigest digest = SHA_256.get();
    digest.update(capability.bytes().asReadOnlyByteBuffer());
    byte[] owed = account.capability().bytes().toByteArray();
    return MessageDigest.isEqual(digest.digest(), owed) ? Optional.of(account) : Optional.empty();
  }

  /// Forgets an account.
  void forget(AccountId id) {
    long _ = forgotten.incrementAndGet();
    accounts.invalidate(id);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
