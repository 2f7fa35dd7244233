package org.busel.wire;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.busel.wire.v1.RelayInvitation;

/// An operator's invitation to register on a relay: `busel:join#…`. Whoever holds it can use it once.
///
/// @param relay where to register, and how to know that it is the one that was meant
/// @param token what the relay recognises the invitation by
/// @param expiresAt after this instant the relay refuses it; cut to milliseconds
/// @param curriculumRoot 32 bytes, digest of the first root of the chain that says who may sign modules; absent if the relay has none
/// @param log by which its key log is known; absent if the relay keeps none
public record JoinLink(
    RelayPlace relay,
    InvitationToken token,
    Instant expiresAt,
    Optional<ByteString> curriculumRoot,
    Optional<LogKeys> log) {
  /// How the text begins.
  public static final String PREFIX = "busel:join#";

  /// Length of a curriculum root.
  public static final int CURRICULUM_ROOT_BYTES = 32;

  public JoinLink {
    expiresAt = LinkTime.cut(expiresAt);
    curriculumRoot.ifPresent(JoinLink::requireKey);
  }

  /// Of a relay without a key log.
  public JoinLink(
      RelayPlace relay,
      InvitationToken token,
      Instant expiresAt,
      Optional<ByteString> curriculumRoot) {
    this(relay, token, expiresAt, curriculumRoot, Optional.empty());
  }

  /// Reads what a person typed, pasted or scanned.
  public static Parsed<JoinLink> parse(String text) {
    return LinkText.read(PREFIX, text, RelayInvitation.parser(), JoinLink::flaw, JoinLink::of);
  }

  /// The link. It is a secret: never log it.
  public String text() {
    return LinkText.of(
        PREFIX,
        RelayInvitation.newBuilder()
            .setRelay(relay.toWire())
            .setToken(token.bytes())
            .setExpiresAtMillis(expiresAt.toEpochMilli())
            .setCurriculumRoot(curriculumRoot.orElse(ByteString.EMPTY))
            .setLogKey(log.map(LogKeys::logKey).orElse(ByteString.EMPTY))
            .setWitnessKey(log.flatMap(LogKeys::witnessKey).orElse(ByteString.EMPTY))
            .build());
  }

  /// Whether its time has run out.
  public boolean hasExpired(Instant now) {
    return now.isAfter(expiresAt);
  }

  @Override
  public String toString() {
    return "JoinLink[hidden]";
  }

  private static Optional<String> flaw(RelayInvitation invitation) {
    Flaws flaws = new Flaws();
    RelayPlace.check(flaws, invitation.getRelay());
    flaws.size("token", invitation.getToken(), InvitationToken.BYTES);
    LinkTime.check(flaws, invitation.getExpiresAtMillis());
    if (!invitation.getCurriculumRoot().isEmpty()) {
      flaws.size("curriculum_root", invitation.getCurriculumRoot(), CURRICULUM_ROOT_BYTES);
    }
    LogKeys.check(flaws, invitation.getLogKey(), invitation.getWitnessKey());
    return flaws.first();
  }

  private static JoinLink of(RelayInvitation invitation) {
    ByteString key = invitation.getCurriculumRoot();
    return new JoinLink(
        RelayPlace.of(invitation.getRelay()),
        new InvitationToken(invitation.getToken()),
        Instant.ofEpochMilli(invitation.getExpiresAtMillis()),
        key.isEmpty() ? Optional.empty() : Optional.of(key),
        LogKeys.of(invitation.getLogKey(), invitation.getWitnessKey()));
  }

  private static void requireKey(ByteString key) {
    if (key.size() != CURRICULUM_ROOT_BYTES) {
      throw new IllegalArgumentException("curriculum root is not 32 bytes");
    }
  }
}
