package org.busel.store.contract;

import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;

final class InMemoryMailboxStoreTest extends MailboxStoreContract {
  @Override
  protected MailboxStore emptyStore(MailboxLimits limits) {
    return new InMemoryRelayStore(limits).mailboxes();
  }
}
