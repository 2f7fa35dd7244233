package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredInvitation;
import org.busel.wire.AccountId;
import org.busel.wire.InvitationToken;

/// Contacts, and the invitations by which others may become contacts. Inside a transaction only.
public final class Contacts {
  private final Table table;

  Contacts(Table table) {
    this.table = table;
  }

  /// Everybody who can be written to, in no order: contacts, and members of desks who are none.
  public List<StoredContact> all() {
    return table.all(Area.CONTACT).stream().map(Contacts::read).toList();
  }

  /// Every contact, in no order.
  public List<StoredContact> people() {
    return all().stream().filter(contact -> !contact.getPeer()).toList();
  }

  /// The contact with that id.
  public Optional<StoredContact> byId(long id) {
    return table.get(Area.CONTACT, Stored.name(id)).map(Contacts::read);
  }

  /// The contact, or member of a desk, with that account.
  public Optional<StoredContact> byAccount(AccountId account) {
    return table
        .get(Area.CONTACT_OF_ACCOUNT, account.bytes().toByteArray())
        .flatMap(id -> byId(Stored.number(id)));
  }

  /// Saves a contact, in place of the one with the same id.
  public void save(StoredContact contact) {
    table.put(Area.CONTACT, Stored.name(contact.getId()), contact.toByteArray());
    table.put(
        Area.CONTACT_OF_ACCOUNT, contact.getAccount().toByteArray(), Stored.name(contact.getId()));
  }

  /// Notes an invitation that was made.
  public void invited(InvitationToken token, StoredInvitation invitation) {
    table.put(Area.INVITATION, token.hash().toByteArray(), invitation.toByteArray());
  }

  /// The invitation behind a token, if it was made here and not used up.
  public Optional<StoredInvitation> invitation(InvitationToken token) {
    return table
        .get(Area.INVITATION, token.hash().toByteArray())
        .map(value -> Stored.read(StoredInvitation.parser(), value));
  }

  /// Uses an invitation up.
  public void used(InvitationToken token) {
    table.remove(Area.INVITATION, token.hash().toByteArray());
  }

  private static StoredContact read(byte[] value) {
    return Stored.read(StoredContact.parser(), value);
  }

  /// The account of a contact.
  public static AccountId accountOf(StoredContact contact) {
    ByteString bytes = contact.getAccount();
    return AccountId.of(bytes);
  }
}
