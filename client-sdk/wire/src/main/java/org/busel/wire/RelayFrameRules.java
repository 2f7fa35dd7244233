package org.busel.wire;

import java.util.Optional;
import org.busel.wire.v1.Accepted;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.LoggedIn;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Welcome;

/// What PROTOCOL.md asks of every field that a relay sends: a device trusts a relay no further than this.
final class RelayFrameRules {
  private final Flaws flaws = new Flaws();

  private RelayFrameRules() {}

  /// The first thing that is wrong with `frame`, or nothing.
  static Optional<String> flaw(RelayFrame frame) {
    RelayFrameRules rules = new RelayFrameRules();
    switch (frame.getFrameCase()) {
      case WELCOME -> rules.welcome(frame.getWelcome());
      case LOGGED_IN -> rules.loggedIn(frame.getLoggedIn());
      case RESPONSE -> rules.response(frame.getResponse());
      case PUSH -> rules.push(frame.getPush());
      case REFUSAL -> rules.refusal(frame.getRefusal());
      case FRAME_NOT_SET -> {}
    }
    return rules.flaws.first();
  }

  private void welcome(Welcome welcome) {
    flaws.unless(welcome.getVersion() != 0, "welcome.version is 0");
    flaws.size("welcome.relay_id", welcome.getRelayId(), RelayId.BYTES);
    if (!welcome.getChallenge().isEmpty()) {
      flaws.size("welcome.challenge", welcome.getChallenge(), LoginProof.CHALLENGE_BYTES);
    }
  }

  private void response(Response response) {
    flaws.unless(response.getId() != 0, "response.id is 0");
    switch (response.getOutcomeCase()) {
      case REFUSAL -> refusal(response.getRefusal());
      case REGISTERED ->
          flaws.range(
              "registered.device", response.getRegistered().getDevice(), 1, Limits.DEVICE_NUMBER);
      case BUNDLES -> bundles(response.getBundles());
      case KEYS -> KeyRules.counts(flaws, response.getKeys());
      case SENDER_CERTIFICATE ->
          flaws.count(
              "sender_certificate bytes",
              response.getSenderCertificate().getCertificate().size(),
              1,
              Limits.CERTIFICATE_BYTES);
      case ACCEPTED -> accepted(response.getAccepted());
      case UPLOAD_TOKENS -> AttachmentRules.issued(flaws, response.getUploadTokens());
      case KEY_PROOF -> LogRules.proof(flaws, response.getKeyProof());
      case WITHDRAWN, DEVICE_LIST_PUBLISHED, OUTCOME_NOT_SET -> {}
    }
  }

  private void loggedIn(LoggedIn loggedIn) {
    KeyRules.counts(flaws, loggedIn.getKeys());
    if (loggedIn.hasDeviceList()) {
      DeviceRules.signed(flaws, loggedIn.getDeviceList());
    }
  }

  private void bundles(Bundles bundles) {
    KeyRules.bundles(flaws, bundles.getBundlesList());
    if (bundles.hasDeviceList()) {
      DeviceRules.signed(flaws, bundles.getDeviceList());
    }
  }

  private void accepted(Accepted accepted) {
    flaws.unless(accepted.getKeptForSeconds() >= 0, "accepted.kept_for_seconds is above 2^31");
  }

  private void refusal(Refusal refusal) {
    flaws.count("refusal.says characters", refusal.getSays().length(), 0, Limits.SAYS_CHARS);
    flaws.devices("refusal.mismatch.missing", refusal.getMismatch().getMissingList());
    flaws.devices("refusal.mismatch.extra", refusal.getMismatch().getExtraList());
    flaws.devices("refusal.mismatch.stale", refusal.getMismatch().getStaleList());
  }

  private void push(Push push) {
    switch (push.getPushCase()) {
      case DELIVERY -> delivery(push.getDelivery());
      case EPHEMERAL -> delivery(push.getEphemeral());
      case KEYS_LOW -> KeyRules.counts(flaws, push.getKeysLow());
      case DRAINED, CLOSING, PUSH_NOT_SET -> {}
    }
  }

  private void delivery(Delivery delivery) {
    flaws.size("delivery.envelope_id", delivery.getEnvelopeId(), EnvelopeId.BYTES);
    flaws.bucket("delivery.content", delivery.getContent());
  }
}
