package org.busel.sdk.local;

import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredCertificate;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.sdk.session.SessionRecords;

/// What can be read and written between the begin and the commit of [LocalStore#transact]. Must not be kept after it.
public final class Transaction {
  private static final byte[] ONLY = {};

  private final Table table;
  private final SessionTable sessions;
  private final Contacts contacts;
  private final Messages messages;
  private final Mail mail;
  private final Learning learning;
  private final Desks desks;
  private final Conversations conversations;
  private final Pending pending;
  private final AttachmentTable attachments;
  private final LogTable log;
  private boolean abandoned;

  Transaction(Table table) {
    this.table = table;
    this.sessions = new SessionTable(table);
    this.contacts = new Contacts(table);
    this.messages = new Messages(table);
    this.mail = new Mail(table);
    this.learning = new Learning(table);
    this.desks = new Desks(table);
    this.conversations = new Conversations(table);
    this.pending = new Pending(table);
    this.attachments = new AttachmentTable(table);
    this.log = new LogTable(table);
  }

  /// What sessions keep.
  public SessionRecords sessions() {
    return sessions;
  }

  /// Who can be written to.
  public Contacts contacts() {
    return contacts;
  }

  /// What was said.
  public Messages messages() {
    return messages;
  }

  /// What waits to be sent, and which envelopes came.
  public Mail mail() {
    return mail;
  }

  /// How conversations are kept.
  public Conversations conversations() {
    return conversations;
  }

  /// What waits for its time, or for something else to come.
  public Pending pending() {
    return pending;
  }

  /// This device and its relay; absent in a store that was just made.
  public Optional<StoredProfile> profile() {
    return table.get(Area.PROFILE, ONLY).map(value -> Stored.read(StoredProfile.parser(), value));
  }

  /// Puts the profile in place of what was there.
  public void profile(StoredProfile profile) {
    table.put(Area.PROFILE, ONLY, profile.toByteArray());
  }

  /// The relay's voucher, if it was ever fetched.
  public Optional<StoredCertificate> certificate() {
    return table
        .get(Area.CERTIFICATE, ONLY)
        .map(value -> Stored.read(StoredCertificate.parser(), value));
  }

  /// Puts the voucher in place of the one before.
  public void certificate(StoredCertificate certificate) {
    table.put(Area.CERTIFICATE, ONLY, certificate.toByteArray());
  }

  /// A count of something odd.
  public long count(int what) {
    return table.get(Area.COUNT, Stored.name(what)).map(Stored::number).orElse(0L);
  }

  /// Adds one to a count.
  public void countOne(int what) {
    table.put(Area.COUNT, Stored.name(what), Stored.name(count(what) + 1));
  }

  /// Desks, who is in them, and who was asked in.
  public Desks desks() {
    return desks;
  }

  /// What the courses room keeps.
  public Learning learning() {
    return learning;
  }

  /// What is known of attachments.
  public AttachmentTable attachments() {
    return attachments;
  }

  /// What was seen of the relay's key log.
  public LogTable log() {
    return log;
  }

  /// Makes the commit a rollback: nothing of this transaction is written.
  public void abandon() {
    abandoned = true;
  }

  boolean takeAbandoned() {
    boolean was = abandoned;
    abandoned = false;
    return was;
  }

  /// Whether what is there belongs to this key; throws if it was changed.
  boolean isReadable() {
    return profile().isPresent() || table.isEmpty();
  }

  /// After a rollback: what was remembered from it is forgotten.
  void forget() {
    abandoned = false;
    messages.forgetNumbers();
    List<String> unused = attachments.takeErased();
  }
}
