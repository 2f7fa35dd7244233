package org.busel.relay.listen;

import java.util.function.Consumer;
import org.busel.directory.Device;
import org.busel.relay.auth.DeviceLists;
import org.busel.relay.auth.PrekeyShelf;
import org.busel.relay.auth.Refusals;
import org.busel.relay.auth.Registrations;
import org.busel.relay.auth.SenderCertificates;
import org.busel.relay.auth.UploadTokens;
import org.busel.relay.deliver.Inbox;
import org.busel.relay.deliver.Presence;
import org.busel.relay.deliver.Removals;
import org.busel.relay.deliver.Submission;
import org.busel.relay.deliver.Submissions;
import org.busel.relay.keylog.KeyDesk;
import org.busel.wire.DeviceId;
import org.busel.wire.Limits;
import org.busel.wire.v1.FetchBundles;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.PublishDeviceList;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SenderCertificate;

/// Takes each call to the room that answers it. Safe for many threads; every call but [#submitAtOnce] may block on the
/// store and may throw [org.busel.store.StoreUnavailableException].
public final class Calls {
  private final Registrations registrations;
  private final PrekeyShelf shelf;
  private final KeyDesk keyDesk;
  private final SenderCertificates certificates;
  private final UploadTokens tokens;
  private final Submissions submissions;
  private final Presence presence;
  private final OwnDevices own;

  /// What an account does with its own devices.
  public record OwnDevices(DeviceLists lists, Removals removals) {}

  public Calls(
      Registrations registrations,
      PrekeyShelf shelf,
      KeyDesk keyDesk,
      SenderCertificates certificates,
      UploadTokens tokens,
      Submissions submissions,
      Presence presence,
      OwnDevices own) {
    this.registrations = registrations;
    this.shelf = shelf;
    this.keyDesk = keyDesk;
    this.certificates = certificates;
    this.tokens = tokens;
    this.submissions = submissions;
    this.presence = presence;
    this.own = own;
  }

  /// Submits a message, unless the directory must be asked first. For event loops.
  ///
  /// @param then gets the answer, on any thread
  /// @return whether it was done; otherwise [#submit] is to be called where blocking is allowed
  boolean submitAtOnce(Submission submission, Consumer<Response> then) {
    return submissions.submitAtOnce(submission, then);
  }

  /// Submits a message.
  ///
  /// @param then gets the answer, on any thread
  void submit(Submission submission, Consumer<Response> then) {
    submissions.submit(submission, then);
  }

  /// Answers a request of somebody whom the relay does not know; a submit is none of them.
  Response outbox(Request request) {
    return switch (request.getCallCase()) {
      case REGISTER -> registrations.register(request.getRegister());
      case LINK_DEVICE -> own.lists().link(request.getLinkDevice());
      case FETCH_BUNDLES -> fetch(request.getFetchBundles());
      case SUBMIT -> throw new IllegalArgumentException("a submit is not answered at once");
      case WITHDRAW -> submissions.withdraw(request.getWithdraw());
      case LOOK_UP_KEYS -> keyDesk.lookUp(request.getLookUpKeys());
      case UPLOAD_KEYS,
          COUNT_KEYS,
          CERTIFY_SENDER,
          ISSUE_UPLOAD_TOKENS,
          PUBLISH_DEVICE_LIST,
          LOOK_UP_OWN_KEYS ->
          wrongConnection();
      case CALL_NOT_SET -> unknown();
    };
  }

  /// Answers a request of a device that has logged in.
  Response inbox(Device device, Request request) {
    return switch (request.getCallCase()) {
      case UPLOAD_KEYS -> shelf.upload(device, request.getUploadKeys());
      case COUNT_KEYS -> Response.newBuilder().setKeys(shelf.count(device.id())).build();
      case CERTIFY_SENDER ->
          Response.newBuilder()
              .setSenderCertificate(
                  SenderCertificate.newBuilder().setCertificate(certificates.issue(device)))
              .build();
      case ISSUE_UPLOAD_TOKENS ->
          tokens.issue(device.id().account(), request.getIssueUploadTokens());
      case PUBLISH_DEVICE_LIST -> publish(device.id(), request.getPublishDeviceList());
      case LOOK_UP_OWN_KEYS -> keyDesk.lookUpOwn(device);
      case REGISTER, LINK_DEVICE, FETCH_BUNDLES, SUBMIT, WITHDRAW, LOOK_UP_KEYS ->
          wrongConnection();
      case CALL_NOT_SET -> unknown();
    };
  }

  /// A call that belongs on the other connection, or that came too late on this one.
  static Response wrongConnection() {
    return Refusals.answer(Code.CODE_WRONG_CONNECTION, "this call is not made here");
  }

  /// A call that this relay is too old to know.
  static Response unknown() {
    return Refusals.answer(Code.CODE_UNKNOWN_CALL, "this relay does not know the call");
  }

  private Response publish(DeviceId by, PublishDeviceList publish) {
    DeviceLists.Published published = own.lists().publish(by, publish);
    keyDesk.changed(by.account());
    published.gone().forEach(own.removals()::removed);
    return published.answer();
  }

  private Response fetch(FetchBundles fetch) {
    PrekeyShelf.Fetched fetched = shelf.fetch(fetch);
    for (DeviceId device : fetched.devices()) {
      presence.find(device).ifPresent(inbox -> warnIfLow(device, inbox));
    }
    return fetched.answer();
  }

  private void warnIfLow(DeviceId device, Inbox inbox) {
    KeyCounts left = shelf.count(device);
    if (left.getOneTimeEc() < Limits.ONE_TIME_KEYS_LOW
        || left.getOneTimeKem() < Limits.ONE_TIME_KEYS_LOW) {
      inbox.keysAreLow(left);
    }
  }
}
