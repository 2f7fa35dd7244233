package org.busel.wire;

import java.util.Optional;
import org.busel.wire.v1.Address;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Introduction;

/// What PROTOCOL.md asks of what one device says to another. Its sender is known by then, and still not to be trusted.
final class ContentRules {
  private final Flaws flaws = new Flaws();

  private ContentRules() {}

  /// The first thing that is wrong with `content`, or nothing.
  static Optional<String> flaw(Content content) {
    ContentRules rules = new ContentRules();
    rules.address("content.from", content.getFrom());
    rules.address("content.to", content.getTo());
    rules.flaws.size("content.message_id", content.getMessageId(), EnvelopeId.BYTES);
    rules.flaws.unless(content.getSentAtMillis() >= 0, "content.sent_at_millis is above 2^63");
    switch (content.getKindCase()) {
      case INTRODUCTION -> rules.introduction(content.getIntroduction());
      case TEXT, KIND_NOT_SET -> {}
    }
    return rules.flaws.first();
  }

  private void address(String field, Address address) {
    flaws.size(field + ".account", address.getAccount(), AccountId.BYTES);
    flaws.range(field + ".device", address.getDevice(), 1, Limits.DEVICE_NUMBER);
  }

  private void introduction(Introduction introduction) {
    flaws.size(
        "introduction.invitation_token", introduction.getInvitationToken(), InvitationToken.BYTES);
    flaws.count(
        "introduction.name characters", introduction.getName().length(), 0, Limits.NAME_CHARS);
    ContactCard.check(flaws, introduction.getCard());
  }
}
