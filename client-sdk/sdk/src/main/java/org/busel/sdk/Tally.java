package org.busel.sdk;

import org.busel.sdk.local.Transaction;

/// The odd things that are counted for [Notices]. The number stands in the local store.
enum Tally {
  STRANGER(1),
  UNOPENABLE(2),
  REUSED_KEY(3),
  UNPROTECTED(4);

  private final int number;

  Tally(int number) {
    this.number = number;
  }

  void countOne(Transaction tx) {
    tx.countOne(number);
  }

  static Notices read(Transaction tx) {
    return new Notices(
        tx.count(STRANGER.number),
        tx.count(UNOPENABLE.number),
        tx.count(REUSED_KEY.number),
        tx.count(UNPROTECTED.number));
  }
}
