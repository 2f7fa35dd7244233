package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.sdk.local.records.StoredStranger;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.AccountId;
import org.busel.wire.EnvelopeId;

/// What waits to be sent, which envelopes were dealt with, and what strangers wrote. Inside a transaction only.
public final class Mail {
  /// Messages of strangers that are kept; more are only counted.
  public static final int MOST_STRANGERS = 100;

  /// Days for which an envelope is remembered: longer than any relay keeps one.
  private static final long REMEMBERED_DAYS = 100;

  private static final byte[] ALL = {};

  private final Table table;

  Mail(Table table) {
    this.table = table;
  }

  /// Saves what is to be submitted, in place of the one with the same number.
  public void save(StoredSubmit submit) {
    table.line(
        Area.SUBMIT, Stored.name(submit.getContact()), submit.getNumber(), submit.toByteArray());
  }

  /// The oldest that waits for a contact.
  public Optional<StoredSubmit> first(long contact) {
    return table.first(Area.SUBMIT, Stored.name(contact), 1).stream()
        .findFirst()
        .map(line -> Stored.read(StoredSubmit.parser(), line.value()));
  }

  /// Everything that waits for a contact, oldest first.
  public List<StoredSubmit> waiting(long contact) {
    return table.first(Area.SUBMIT, Stored.name(contact), Integer.MAX_VALUE).stream()
        .map(line -> Stored.read(StoredSubmit.parser(), line.value()))
        .toList();
  }

  /// Done, one way or the other.
  public void remove(StoredSubmit submit) {
    table.removeLine(Area.SUBMIT, Stored.name(submit.getContact()), submit.getNumber());
  }

  /// Whether an envelope was dealt with before.
  public boolean hasSeen(EnvelopeId envelope) {
    return table.hasSeen(envelope.bytes().toByteArray());
  }

  /// Notes that an envelope is dealt with.
  ///
  /// @param day since 1970
  public void saw(EnvelopeId envelope, long day) {
    table.saw(envelope.bytes().toByteArray(), day);
  }

  /// Forgets envelopes that no relay can still hold.
  ///
  /// @param day today, since 1970
  public void forgetOld(long day) {
    table.forgetSeenBefore(day - REMEMBERED_DAYS);
  }

  /// Keeps what a stranger wrote, if there is room.
  ///
  /// @param number as messages have
  public void setAside(long number, StoredStranger message) {
    if (table.count(Area.STRANGER, ALL) < MOST_STRANGERS) {
      table.line(Area.STRANGER, ALL, number, message.toByteArray());
    }
  }

  /// Accounts of strangers who wrote.
  public Set<AccountId> strangers() {
    return table.first(Area.STRANGER, ALL, MOST_STRANGERS).stream()
        .map(line -> AccountId.of(Stored.read(StoredStranger.parser(), line.value()).getAccount()))
        .collect(Collectors.toSet());
  }

  /// What an account wrote before it was a contact, in order; it is no longer kept here.
  public List<StoredStranger> takeFrom(AccountId account) {
    ByteString wanted = account.bytes();
    List<StoredStranger> taken = new ArrayList<>();
    for (Table.Line line : table.first(Area.STRANGER, ALL, MOST_STRANGERS)) {
      StoredStranger stranger = Stored.read(StoredStranger.parser(), line.value());
      if (stranger.getAccount().equals(wanted)) {
        taken.add(stranger);
        table.removeLine(Area.STRANGER, ALL, line.number());
      }
    }
    return taken;
  }
}
