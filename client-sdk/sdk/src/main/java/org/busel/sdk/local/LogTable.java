package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.busel.sdk.local.records.StoredLog;
import org.busel.sdk.local.records.StoredLogAccount;
import org.busel.sdk.local.records.StoredLogHead;

/// What was seen of the relay's key log. Inside a transaction only.
public final class LogTable {
  private static final byte[] ONLY = {};

  private final Table table;

  LogTable(Table table) {
    this.table = table;
  }

  /// What was seen last; the default where nothing was.
  public StoredLog state() {
    return table
        .get(Area.LOG, ONLY)
        .map(value -> Stored.read(StoredLog.parser(), value))
        .orElse(StoredLog.getDefaultInstance());
  }

  /// Changes it.
  public void change(UnaryOperator<StoredLog.Builder> change) {
    table.put(Area.LOG, ONLY, change.apply(state().toBuilder()).build().toByteArray());
  }

  /// The head that was seen with that many leaves.
  public Optional<StoredLogHead> head(long size) {
    return table
        .get(Area.LOG_HEAD, Stored.name(size))
        .map(value -> Stored.read(StoredLogHead.parser(), value));
  }

  /// Remembers a head.
  public void save(StoredLogHead head) {
    table.put(Area.LOG_HEAD, Stored.name(head.getSize()), head.toByteArray());
  }

  /// Forgets every head.
  public void forgetHeads() {
    table.all(Area.LOG_HEAD).stream()
        .map(value -> Stored.read(StoredLogHead.parser(), value))
        .forEach(head -> table.remove(Area.LOG_HEAD, Stored.name(head.getSize())));
  }

  /// What the log said of an account.
  public Optional<StoredLogAccount> account(ByteString account) {
    return table
        .get(Area.LOG_ACCOUNT, account.toByteArray())
        .map(value -> Stored.read(StoredLogAccount.parser(), value));
  }

  /// Of all accounts, in no order.
  public List<StoredLogAccount> accounts() {
    return table.all(Area.LOG_ACCOUNT).stream()
        .map(value -> Stored.read(StoredLogAccount.parser(), value))
        .toList();
  }

  /// Keeps what the log said of an account.
  public void save(StoredLogAccount account) {
    table.put(Area.LOG_ACCOUNT, account.getAccount().toByteArray(), account.toByteArray());
  }

  /// Heads that contacts have sent and nobody has compared yet.
  public List<StoredLogHead> heard() {
    return table.all(Area.LOG_HEARD).stream()
        .map(value -> Stored.read(StoredLogHead.parser(), value))
        .toList();
  }

  /// Notes a head that a contact has sent.
  public void hear(StoredLogHead head) {
    table.put(Area.LOG_HEARD, head.getLogRoot().toByteArray(), head.toByteArray());
  }

  /// It has been compared.
  public void compared(StoredLogHead head) {
    table.remove(Area.LOG_HEARD, head.getLogRoot().toByteArray());
  }
}
