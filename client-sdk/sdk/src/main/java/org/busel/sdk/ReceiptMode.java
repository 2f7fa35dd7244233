package org.busel.sdk;

import java.util.Optional;
import org.busel.sdk.local.records.StoredConversation;

/// What this device tells contacts about their messages.
public enum ReceiptMode {
  /// Nothing.
  OFF,
  /// That they have come. This is what a new profile does.
  DELIVERED,
  /// That they have come, and that they were read.
  READ;

  /// Nothing where it is left to what holds for all.
  static Optional<ReceiptMode> of(StoredConversation.Receipts stored) {
    return switch (stored) {
      case RECEIPTS_OFF -> Optional.of(OFF);
      case RECEIPTS_DELIVERED -> Optional.of(DELIVERED);
      case RECEIPTS_READ -> Optional.of(READ);
      case RECEIPTS_AS_DEVICE, UNRECOGNIZED -> Optional.empty();
    };
  }

  StoredConversation.Receipts stored() {
    return switch (this) {
      case OFF -> StoredConversation.Receipts.RECEIPTS_OFF;
      case DELIVERED -> StoredConversation.Receipts.RECEIPTS_DELIVERED;
      case READ -> StoredConversation.Receipts.RECEIPTS_READ;
    };
  }
}
