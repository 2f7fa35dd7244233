package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.busel.wire.v1.Address;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Edit;
import org.busel.wire.v1.Introduction;
import org.busel.wire.v1.MessageReference;
import org.busel.wire.v1.Reaction;

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
    if (content.hasDesk()) {
      DeskRules.mark(rules.flaws, content.getDesk());
    }
    if (content.hasLogHead()) {
      LogRules.head(rules.flaws, content.getLogHead());
    }
    switch (content.getKindCase()) {
      case INTRODUCTION -> rules.introduction(content.getIntroduction());
      case EDIT -> rules.edit(content.getEdit());
      case DELETION ->
          rules.flaws.size(
              "deletion.message_id", content.getDeletion().getMessageId(), EnvelopeId.BYTES);
      case REACTION -> rules.reaction(content.getReaction());
      case RECEIPT -> rules.ids("receipt.message_ids", content.getReceipt().getMessageIdsList());
      case TIMER -> DeskRules.timer(rules.flaws, "timer.seconds", content.getTimer().getSeconds());
      case REPAIR -> rules.ids("repair.envelope_ids", content.getRepair().getEnvelopeIdsList());
      case DESK_INVITATION -> DeskRules.invitation(rules.flaws, content.getDeskInvitation());
      case DESK_ANSWER -> DeskRules.answer(rules.flaws, content.getDeskAnswer());
      case DESK_CHANGES -> DeskRules.changes(rules.flaws, content.getDeskChanges());
      case DESK_ASK -> DeskRules.ask(rules.flaws, content.getDeskAsk());
      case ATTACHMENT -> AttachmentRules.check(rules.flaws, content.getAttachment());
      case OWN_DEVICE -> DeviceRules.own(rules.flaws, content.getOwnDevice());
      case RESTORED ->
          rules.flaws.unless(
              content.getRestored().getMadeAtMillis() >= 0, "restored.made_at_millis is above 2^63");
      case TEXT, TYPING, DEVICES_CHANGED, KIND_NOT_SET -> {}
    }
    if (content.hasDeviceList()) {
      DeviceRules.signed(rules.flaws, content.getDeviceList());
    }
    rules.flaws.unless(content.getKnowsDevices() >= 0, "content.knows_devices is above 2^31");
    if (content.hasAnswers()) {
      rules.reference("content.answers", content.getAnswers());
    }
    DeskRules.timer(rules.flaws, "content.disappears_after_seconds", content.getDisappearsAfterSeconds());
    return rules.flaws.first();
  }

  private void address(String field, Address address) {
    flaws.size(field + ".account", address.getAccount(), AccountId.BYTES);
    flaws.range(field + ".device", address.getDevice(), 1, Limits.DEVICE_NUMBER);
  }

  private void edit(Edit edit) {
    flaws.size("edit.message_id", edit.getMessageId(), EnvelopeId.BYTES);
    flaws.range("edit.revision", edit.getRevision(), 1, Limits.EDITS);
    flaws.unless(edit.hasText(), "edit has no text");
  }

  private void reaction(Reaction reaction) {
    reference("reaction.message", reaction.getMessage());
    flaws.count(
        "reaction.emoji bytes", reaction.getEmojiBytes().size(), 0, Limits.EMOJI_BYTES);
  }

  private void reference(String field, MessageReference reference) {
    flaws.size(field + ".author", reference.getAuthor(), AccountId.BYTES);
    flaws.size(field + ".message_id", reference.getMessageId(), EnvelopeId.BYTES);
  }

  private void ids(String field, List<ByteString> ids) {
    flaws.count(field, ids.size(), 1, Limits.IDS_AT_ONCE);
    ids.forEach(id -> flaws.size(field, id, EnvelopeId.BYTES));
  }

  private void introduction(Introduction introduction) {
    flaws.size(
        "introduction.invitation_token", introduction.getInvitationToken(), InvitationToken.BYTES);
    flaws.count(
        "introduction.name characters", introduction.getName().length(), 0, Limits.NAME_CHARS);
    ContactCard.check(flaws, introduction.getCard());
  }
}
