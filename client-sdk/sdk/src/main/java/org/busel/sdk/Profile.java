package org.busel.sdk;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.busel.keys.LoginKey;
import org.busel.sdk.local.LocalStore;
import org.busel.sdk.local.LocalStoreException;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.session.SessionException;
import org.busel.sdk.session.Sessions;

/// An unlocked profile: what every part of a device works with. Safe for many threads.
record Profile(LocalStore store, Sessions sessions, LoginKey login, Self self, Options options)
    implements AutoCloseable {
  /// Does `work` in one transaction.
  ///
  /// @param doing completes "could not say what happened while …"
  <T> T transact(String doing, Function<Transaction, T> work) {
    try {
      return store.transact(work);
    } catch (LocalStoreException | SessionException e) {
      throw new BuselException(doing, e);
    }
  }

  /// As [#transact], for work that only writes.
  void save(String doing, Consumer<Transaction> work) {
    boolean unused =
        transact(
            doing,
            tx -> {
              work.accept(tx);
              return true;
            });
  }

  Instant now() {
    return options.clock().instant();
  }

  @Override
  public void close() {
    login.close();
    store.close();
  }

  @Override
  public String toString() {
    return "Profile[hidden]";
  }
}
