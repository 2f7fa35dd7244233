package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.session.SafetyNumber;
import org.busel.wire.AccountId;
import org.busel.wire.ContactCard;

/// Who this device can write to, under which names, and how sure it is of them. Safe for many threads.
final class AddressBook {
  private final Profile profile;

  AddressBook(Profile profile) {
    this.profile = profile;
  }

  List<Contact> all() {
    return profile.transact("reading contacts", tx -> tx.contacts().people()).stream()
        .map(Views::contact)
        .sorted(Comparator.comparing(Contact::name))
        .toList();
  }

  Optional<Contact> named(String name) {
    return all().stream().filter(contact -> contact.name().equals(name)).findFirst();
  }

  RenameOutcome rename(Contact contact, String name) {
    Optional<String> flaw = flaw(name);
    if (flaw.isPresent()) {
      return new RenameOutcome.NameRefused(flaw.get());
    }
    return profile.transact(
        "renaming a contact",
        tx -> {
          Optional<StoredContact> stored = tx.contacts().byId(contact.id());
          if (stored.isEmpty()) {
            return new RenameOutcome.NoSuchContact();
          }
          if (!stored.get().getName().equals(name) && isTaken(tx, name)) {
            return new RenameOutcome.NameTaken();
          }
          StoredContact renamed = stored.get().toBuilder().setName(name).build();
          tx.contacts().save(renamed);
          return new RenameOutcome.Renamed(Views.contact(renamed));
        });
  }

  SafetyNumber safetyNumber(Contact contact) {
    return profile
        .transact(
            "making a safety number",
            tx -> tx.contacts().byId(contact.id()).flatMap(stored -> safetyNumber(tx, stored)))
        .orElseThrow(() -> new IllegalArgumentException("no such contact"));
  }

  VerifyOutcome markVerified(Contact contact, SafetyNumber seen) {
    return profile.transact(
        "verifying a contact",
        tx -> {
          Optional<StoredContact> stored = tx.contacts().byId(contact.id());
          Optional<SafetyNumber> now = stored.flatMap(it -> safetyNumber(tx, it));
          if (stored.isEmpty() || now.isEmpty()) {
            return new VerifyOutcome.NoSuchContact();
          }
          if (!now.get().digits().equals(seen.digits())) {
            return new VerifyOutcome.NotTheSame(now.get());
          }
          profile.sessions().keepIdentity(tx.sessions(), Contacts.accountOf(stored.get()));
          StoredContact verified = stored.get().toBuilder().setVerified(true).build();
          tx.contacts().save(verified);
          return new VerifyOutcome.Verified(Views.contact(verified));
        });
  }

  private Optional<SafetyNumber> safetyNumber(Transaction tx, StoredContact contact) {
    return profile.sessions().safetyNumber(tx.sessions(), Contacts.accountOf(contact));
  }

  /// A contact that is not saved yet.
  StoredContact make(Transaction tx, ContactCard card, String name, List<Integer> devices) {
    return StoredContact.newBuilder()
        .setId(freshId(tx))
        .setName(name)
        .setAccount(card.account().bytes())
        .setCapability(card.capability().bytes())
        .setFingerprint(card.identityFingerprint())
        .setAddedAtMillis(profile.now().toEpochMilli())
        .addAllDevices(devices)
        .build();
  }

  /// The first of `wished`, `wished 2`, `wished 3`… that nobody has; "contact" where nothing fit is wished.
  static String freeName(Transaction tx, String wished) {
    String base = flaw(wished).isEmpty() ? wished : "contact";
    return Stream.iterate(1, n -> n + 1)
        .map(n -> n == 1 ? base : shortened(base) + " " + n)
        .filter(name -> !isTaken(tx, name))
        .findFirst()
        .orElseThrow();
  }

  static boolean isTaken(Transaction tx, String name) {
    return tx.contacts().people().stream().anyMatch(contact -> contact.getName().equals(name));
  }

  /// What is wrong with a name: names are shown in lists and terminals, so nothing in them may be invisible.
  static Optional<String> flaw(String name) {
    if (name.isBlank()) {
      return Optional.of("the name is empty");
    }
    if (name.length() > Contact.MAX_NAME_CHARACTERS) {
      return Optional.of("the name is longer than 64 characters");
    }
    boolean visible =
        name.strip().equals(name) && name.codePoints().noneMatch(AddressBook::isInvisible);
    return visible ? Optional.empty() : Optional.of("the name has characters that cannot be seen");
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String shortened(String name) {
    int room = Contact.MAX_NAME_CHARACTERS - 8;
    return name.length() <= room ? name : name.substring(0, room).strip();
  }

  // Random, so that the id says nothing about how many contacts there were before.
  private long freshId(Transaction tx) {
    long id = profile.options().random().nextLong() >>> 1;
    return id == 0 || tx.contacts().byId(id).isPresent() ? freshId(tx) : id;
  }

  /// Whether the identity that was noted as changed for `account` is `fingerprint`.
  boolean isChangeTo(Transaction tx, AccountId account, ByteString fingerprint) {
    return profile
        .sessions()
        .identity(tx.sessions(), account)
        .flatMap(known -> known.changedTo())
        .equals(Optional.of(fingerprint));
  }
}
