package org.busel.sdk;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.busel.sdk.attachments.Transfers;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredAttachment;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// Removes sealed files, whole or not, whose message is gone, in whatever way it went: deleted, disappeared, or never
/// finished. Not while a file is being sealed or fetched.
final class FileSweep {
  private final Profile profile;
  private final Transfers transfers;

  FileSweep(Profile profile, Transfers transfers) {
    this.profile = profile;
    this.transfers = transfers;
  }

  void run() {
    Set<String> here = transfers.fileNames();
    if (!here.isEmpty()) {
      profile.transact("looking for files of nobody", tx -> ofNobody(tx, here))
          .forEach(transfers::remove);
    }
  }

  private static Set<String> ofNobody(Transaction tx, Set<String> fileNames) {
    Set<String> rest = new HashSet<>(fileNames);
    tx.attachments().uploads().stream()
        .map(upload -> Pointers.of(tx, Pointers.attachment(upload)).fileName())
        .forEach(rest::remove);
    rest.removeIf(fileName -> isOfAMessage(tx, fileName));
    rest.forEach(tx.attachments()::remove);
    return rest;
  }

  private static boolean isOfAMessage(Transaction tx, String fileName) {
    Optional<StoredMessage> message =
        tx.attachments()
            .find(fileName)
            .filter(StoredAttachment::hasMessage)
            .map(StoredAttachment::getMessage)
            .flatMap(place ->
                tx.messages()
                    .find(new ConversationKey(place.getConversation()), place.getNumber()));
    return message
        .map(Views::content)
        .filter(Content::hasAttachment)
        .filter(it -> Pointers.of(tx, it.getAttachment()).fileName().equals(fileName))
        .isPresent();
  }
}
