package org.busel.keylog;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.busel.wire.AccountId;
import org.busel.wire.log.MapRow;
import org.busel.wire.v1.LogLeaf;

/// What a key log is made of. Entries are only ever added: first they wait, then they stand in a leaf for good.
///
/// Calls block and are made from virtual threads. Safe for many threads at once, but for [#add], of which the caller makes one
/// at a time. Everything that a call has returned is durable. Every call may throw
/// [org.busel.store.StoreUnavailableException]; repeating it is safe.
public interface KeyLogStore {
  /// The newest version of an account, and the one before as long as the newest stands in no leaf; oldest first. Empty if none
  /// was ever recorded.
  List<KeyVersion> versions(AccountId account);

  /// Records the next version of an account, and lets its entry wait for a leaf.
  ///
  /// @param version its number is one more than that of the newest
  /// @return whether it was recorded; if not, the account has a version with that number already, or lacks the one before
  boolean record(AccountId account, KeyVersion version, MapRow entry);

  /// Entries that wait, in order of their positions.
  ///
  /// @param limit 1 or more
  List<MapRow> waiting(int limit);

  /// Adds the next leaf, with entries that waited, all or nothing. Older versions than those in the leaf are forgotten.
  ///
  /// @param number of the leaf: how many there are
  /// @throws IllegalArgumentException if that is not the next number, or an entry does not wait
  void add(int number, LogLeaf leaf, List<MapRow> entries);

  /// All leaves in order.
  List<LogLeaf> leaves();

  /// What came with a leaf, in order of positions.
  List<MapRow> entriesOf(int leaf);

  /// Entries of leaves that stand from `first` to `last`, both included, in order of their positions.
  List<MapRow> between(ByteString first, ByteString last);

  /// Every entry of every leaf, in order of positions. `each` must not call this store.
  void forEach(Consumer<MapRow> each);

  /// The word of the witness as it was kept last: WitnessedHead, serialized.
  Optional<ByteString> witnessed();

  /// Keeps it in place of the one before.
  void witnessed(ByteString word);
}
