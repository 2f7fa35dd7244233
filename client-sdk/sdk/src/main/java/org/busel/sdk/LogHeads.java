package org.busel.sdk;

import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredLog;
import org.busel.sdk.local.records.StoredLogAccount;
import org.busel.sdk.local.records.StoredLogHead;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.LogHead;

/// Heads of the key log, as they are stored and as they cross the wire.
final class LogHeads {
  private LogHeads() {}

  static StoredLogHead stored(LogHead head) {
    return StoredLogHead.newBuilder()
        .setSize(head.getSize())
        .setHour(head.getHour())
        .setLogRoot(head.getLogRoot())
        .setSignature(head.getSignature())
        .build();
  }

  static LogHead wire(StoredLogHead head) {
    return LogHead.newBuilder()
        .setSize(head.getSize())
        .setHour(head.getHour())
        .setLogRoot(head.getLogRoot())
        .setSignature(head.getSignature())
        .build();
  }

  static boolean isSame(StoredLogHead one, LogHead other) {
    return one.getSize() == other.getSize() && one.getLogRoot().equals(other.getLogRoot());
  }

  /// Sends the head that was seen last along, unless the contact has had it.
  static Content.Builder tell(Transaction tx, StoredContact to, Content.Builder content) {
    StoredLog state = tx.log().state();
    StoredLogAccount known =
        tx.log()
            .account(to.getAccount())
            .orElseGet(StoredLogAccount::getDefaultInstance);
    long size = state.getHead().getSize();
    if (size == 0 || known.getToldSize() == size) {
      return content;
    }
    tx.log().save(known.toBuilder().setAccount(to.getAccount()).setToldSize(size).build());
    return content.setLogHead(wire(state.getHead()));
  }
}
