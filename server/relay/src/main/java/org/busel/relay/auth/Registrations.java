package org.busel.relay.auth;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.busel.directory.Account;
import org.busel.directory.Device;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.directory.RegisterOutcome.AccountTaken;
import org.busel.directory.RegisterOutcome.InvitationExpired;
import org.busel.directory.RegisterOutcome.InvitationUnknown;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.wire.AccountId;
import org.busel.wire.DeviceId;
import org.busel.wire.InvitationToken;
import org.busel.wire.PublicKeys;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Register;
import org.busel.wire.v1.Response;

/// Gives an account to whoever holds an invitation of the operator. Safe for many threads.
public final class Registrations {
  private static final int FIRST_DEVICE = 1;

  private final DirectoryStore directory;
  private final Consumer<Account> registered;
  private final Clock clock;

  /// @param registered told of every new account, and of one that registers again
  public Registrations(
      DirectoryStore directory, Consumer<Account> registered, Clock clock) {
    this.directory = directory;
    this.registered = registered;
    this.clock = clock;
  }

  /// Answers a registration whose fields keep to PROTOCOL.md. Blocks on the store and checks up to 102 signatures.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer
  public Response register(Register register) {
    if (!LoginKeys.isKey(register.getLoginKey())
        || !PublicKeys.isSoundEc(register.getIdentityKey())) {
      return Refusals.answer(Code.CODE_KEYS_REFUSED, "the login or identity key is not sound");
    }
    return switch (UploadCheck.of(register.getKeys(), register.getIdentityKey())) {
      case UploadCheck.Unsound(String says) -> Refusals.answer(Code.CODE_KEYS_REFUSED, says);
      case UploadCheck.Sound sound -> store(register, sound);
    };
  }

  private Response store(Register register, UploadCheck.Sound sound) {
    AccountId id = AccountId.of(register.getAccount());
    Device device =
        new Device(
            new DeviceId(id, FIRST_DEVICE),
            register.getLoginKey(),
            register.getIdentityKey(),
            register.getRegistrationId());
    Account account = new Account(id, new Hash(register.getCapabilityHash()), List.of(device));
    Hash invitation = new Hash(new InvitationToken(register.getInvitation()).hash());
    return switch (directory.register(invitation, account, sound.keys(), clock.instant())) {
      case Registered() -> {
        registered.accept(account);
        yield registered();
      }
      case InvitationUnknown() ->
          Refusals.answer(Code.CODE_INVITATION_UNKNOWN, "this relay never gave this invitation");
      case InvitationUsed() ->
          Refusals.answer(Code.CODE_INVITATION_USED, "the invitation has been used");
      case InvitationExpired() ->
          Refusals.answer(Code.CODE_INVITATION_EXPIRED, "the invitation has expired");
      case AccountTaken() ->
          Refusals.answer(Code.CODE_ACCOUNT_TAKEN, "the account id is in use, choose another");
    };
  }

  private static Response registered() {
    return Response.newBuilder()
        .setRegistered(org.busel.wire.v1.Registered.newBuilder().setDevice(FIRST_DEVICE))
        .build();
  }
}
