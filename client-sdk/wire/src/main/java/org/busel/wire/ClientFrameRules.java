package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Login;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Withdraw;

/// What PROTOCOL.md asks of every field that a device sends.
final class ClientFrameRules {
  private final Flaws flaws = new Flaws();

  private ClientFrameRules() {}

  /// The first thing that is wrong with `frame`, or nothing.
  static Optional<String> flaw(ClientFrame frame) {
    ClientFrameRules rules = new ClientFrameRules();
    switch (frame.getFrameCase()) {
      case HELLO -> rules.hello(frame.getHello());
      case LOGIN -> rules.login(frame.getLogin());
      case REQUEST -> rules.request(frame.getRequest());
      case ACKNOWLEDGE -> rules.acknowledge(frame.getAcknowledge());
      case FRAME_NOT_SET -> {}
    }
    return rules.flaws.first();
  }

  private void hello(Hello hello) {
    flaws.unless(hello.getVersion() != 0, "hello.version is 0");
  }

  private void login(Login login) {
    flaws.size("login.account", login.getAccount(), AccountId.BYTES);
    flaws.range("login.device", login.getDevice(), 1, Limits.DEVICE_NUMBER);
    flaws.size("login.signature", login.getSignature(), LoginProof.SIGNATURE_BYTES);
  }

  private void acknowledge(Acknowledge acknowledge) {
    flaws.count(
        "acknowledge.envelope_ids",
        acknowledge.getEnvelopeIdsCount(),
        1,
        Limits.ACKNOWLEDGED_AT_ONCE);
    for (ByteString id : acknowledge.getEnvelopeIdsList()) {
      flaws.size("acknowledge.envelope_ids", id, EnvelopeId.BYTES);
    }
  }

  private void request(Request request) {
    flaws.unless(request.getId() != 0, "request.id is 0");
    switch (request.getCallCase()) {
      case REGISTER -> register(request.getRegister());
      case FETCH_BUNDLES -> fetchBundles(request.getFetchBundles());
      case SUBMIT -> submit(request.getSubmit());
      case UPLOAD_KEYS -> KeyRules.upload(flaws, request.getUploadKeys());
      case WITHDRAW -> withdraw(request.getWithdraw());
      case ISSUE_UPLOAD_TOKENS -> AttachmentRules.issue(flaws, request.getIssueUploadTokens());
      case LINK_DEVICE -> DeviceRules.link(flaws, request.getLinkDevice());
      case PUBLISH_DEVICE_LIST ->
          DeviceRules.signed(flaws, request.getPublishDeviceList().getDeviceList());
      case COUNT_KEYS, CERTIFY_SENDER, LOOK_UP_OWN_KEYS, CALL_NOT_SET -> {}
      case LOOK_UP_KEYS -> LogRules.lookUp(flaws, request.getLookUpKeys());
    }
  }

  private void register(Register register) {
    flaws.size("register.invitation", register.getInvitation(), InvitationToken.BYTES);
    flaws.size("register.account", register.getAccount(), AccountId.BYTES);
    flaws.size("register.capability_hash", register.getCapabilityHash(), Sha256.BYTES);
    flaws.size("register.login_key", register.getLoginKey(), KeyRules.LOGIN_KEY_BYTES);
    flaws.size("register.identity_key", register.getIdentityKey(), KeyRules.EC_KEY_BYTES);
    KeyRules.registrationId(flaws, register.getRegistrationId());
    flaws.unless(register.getKeys().hasSignedPrekey(), "register.keys have no signed_prekey");
    flaws.unless(register.getKeys().hasLastResortKem(), "register.keys have no last_resort_kem");
    KeyRules.upload(flaws, register.getKeys());
  }

  private void fetchBundles(FetchBundles fetch) {
    flaws.size("fetch_bundles.account", fetch.getAccount(), AccountId.BYTES);
    flaws.size("fetch_bundles.capability", fetch.getCapability(), Capability.BYTES);
  }

  private void withdraw(Withdraw withdraw) {
    flaws.size("withdraw.account", withdraw.getAccount(), AccountId.BYTES);
    flaws.size("withdraw.token", withdraw.getToken(), WithdrawalToken.BYTES);
  }

  private void submit(Submit submit) {
    flaws.size("submit.id", submit.getId(), EnvelopeId.BYTES);
    flaws.size("submit.account", submit.getAccount(), AccountId.BYTES);
    flaws.size("submit.capability", submit.getCapability(), Capability.BYTES);
    flaws.count("submit.envelopes", submit.getEnvelopesCount(), 1, Limits.DEVICES);
    flaws.devices(
        "submit.envelopes.device",
        submit.getEnvelopesList().stream().map(SealedEnvelope::getDevice).toList());
    for (SealedEnvelope envelope : submit.getEnvelopesList()) {
      KeyRules.registrationId(flaws, envelope.getRegistrationId());
      flaws.bucket("submit.envelopes.content", envelope.getContent());
    }
  }
}
