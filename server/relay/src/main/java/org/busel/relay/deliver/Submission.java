package org.busel.relay.deliver;

import java.util.List;
import org.busel.wire.AccountId;
import org.busel.wire.Capability;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;

/// One message for an account, as its sender handed it in. Its fields keep to PROTOCOL.md.
///
/// @param id chosen by the sender; a repeat has the same
/// @param capability what the sender shows
/// @param parts 1 to 6, no device twice
/// @param handling what is to become of it where nobody reads it now
public record Submission(
    EnvelopeId id,
    AccountId account,
    Capability capability,
    List<Part> parts,
    Handling handling) {
  public Submission {
    parts = List.copyOf(parts);
  }

  /// How long the message is good.
  ///
  /// @param ttlSeconds 0 for as long as the relay keeps anything
  /// @param isEphemeral whether it is for those who are connected now, and never stored
  public record Handling(long ttlSeconds, boolean isEphemeral) {
    /// As the two fields of a Submit say; an urgency that nobody knows is ordinary.
    public static Handling of(int ttlSeconds, int urgency) {
      return new Handling(
          Integer.toUnsignedLong(ttlSeconds), urgency == Urgency.URGENCY_EPHEMERAL_VALUE);
    }
  }

  /// What one device of the account gets.
  ///
  /// @param device 1 to 127
  /// @param registrationId what the sender believes that the device has
  public record Part(int device, int registrationId, SealedContent content) {}

  /// Reads what [org.busel.wire.Frames] has found sound.
  public static Submission of(Submit submit) {
    return new Submission(
        EnvelopeId.of(submit.getId()),
        AccountId.of(submit.getAccount()),
        new Capability(submit.getCapability()),
        submit.getEnvelopesList().stream()
            .map(sealed ->
                new Part(
                    sealed.getDevice(),
                    sealed.getRegistrationId(),
                    new SealedContent(sealed.getContent())))
            .toList(),
        Handling.of(submit.getTtlSeconds(), submit.getUrgencyValue()));
  }

  @Override
  public String toString() {
    return "Submission[hidden]";
  }
}
