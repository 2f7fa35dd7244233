package org.busel.store.embedded;

/// The folder is open already, by this or by another process; two at once would destroy it.
public final class StoreInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreInUseException() {
    super("the store is in use by another process");
  }
}
