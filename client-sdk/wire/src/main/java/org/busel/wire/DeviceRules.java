package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.wire.v1.DeviceAnswer;
import org.busel.wire.v1.DeviceList;
import org.busel.wire.v1.DeviceName;
import org.busel.wire.v1.DeviceRequest;
import org.busel.wire.v1.DeviceWelcome;
import org.busel.wire.v1.LinkDevice;
import org.busel.wire.v1.ListedDevice;
import org.busel.wire.v1.OwnContact;
import org.busel.wire.v1.OwnDevice;
import org.busel.wire.v1.OwnMessage;
import org.busel.wire.v1.SignedDeviceList;

/// What PROTOCOL.md asks of everything that is about the devices of one account. Whether a list is signed is for those
/// who hold libsignal.
final class DeviceRules {
  private DeviceRules() {}

  static void signed(Flaws flaws, SignedDeviceList list) {
    flaws.count("device_list bytes", list.getList().size(), 1, Limits.DEVICE_LIST_BYTES);
    flaws.size("device_list.signature", list.getSignature(), KeyRules.SIGNATURE_BYTES);
  }

  static Optional<String> list(DeviceList list) {
    Flaws flaws = new Flaws();
    flaws.size("device_list.account", list.getAccount(), AccountId.BYTES);
    flaws.range("device_list.version", list.getVersion(), 1, Integer.MAX_VALUE);
    flaws.count("device_list.devices", list.getDevicesCount(), 1, Limits.DEVICES);
    int before = 0;
    for (ListedDevice device : list.getDevicesList()) {
      flaws.range("device_list.devices.device", device.getDevice(), 1, Limits.DEVICE_NUMBER);
      flaws.unless(device.getDevice() > before, "device_list.devices are not in order");
      before = device.getDevice();
      KeyRules.registrationId(flaws, device.getRegistrationId());
      flaws.size(
          "device_list.devices.login_key", device.getLoginKey(), KeyRules.LOGIN_KEY_BYTES);
    }
    return flaws.first();
  }

  static void link(Flaws flaws, LinkDevice link) {
    signed(flaws, link.getDeviceList());
    flaws.range("link_device.device", link.getDevice(), 1, Limits.DEVICE_NUMBER);
    flaws.unless(link.getKeys().hasSignedPrekey(), "link_device.keys have no signed_prekey");
    flaws.unless(link.getKeys().hasLastResortKem(), "link_device.keys have no last_resort_kem");
    KeyRules.upload(flaws, link.getKeys());
  }

  static Optional<String> request(DeviceRequest request) {
    Flaws flaws = new Flaws();
    flaws.size("link_key", request.getLinkKey(), KeyRules.LOGIN_KEY_BYTES);
    flaws.size("login_key", request.getLoginKey(), KeyRules.LOGIN_KEY_BYTES);
    KeyRules.registrationId(flaws, request.getRegistrationId());
    return flaws.first();
  }

  static Optional<String> answer(DeviceAnswer answer) {
    Flaws flaws = new Flaws();
    flaws.count("sealed bytes", answer.getSealed().size(), 1, Limits.DEVICE_ANSWER_BYTES);
    return flaws.first();
  }

  static Optional<String> welcome(DeviceWelcome welcome) {
    Flaws flaws = new Flaws();
    flaws.size("welcome.account", welcome.getAccount(), AccountId.BYTES);
    flaws.range("welcome.device", welcome.getDevice(), 1, Limits.DEVICE_NUMBER);
    flaws.size("welcome.capability", welcome.getCapability(), Capability.BYTES);
    flaws.count(
        "welcome.own_name characters", welcome.getOwnName().length(), 0, Limits.NAME_CHARS);
    if (!welcome.getCurriculumRoot().isEmpty()) {
      flaws.size("welcome.curriculum_root", welcome.getCurriculumRoot(), KeyRules.LOGIN_KEY_BYTES);
    }
    signed(flaws, welcome.getDevices());
    return flaws.first();
  }

  static void own(Flaws flaws, OwnDevice own) {
    switch (own.getWhatCase()) {
      case SENT -> account(flaws, "sent.to", own.getSent().getTo());
      case CONTACTS -> own.getContacts().getContactsList().forEach(it -> contact(flaws, it));
      case HISTORY -> {
        account(flaws, "history.with", own.getHistory().getWith());
        for (OwnMessage message : own.getHistory().getMessagesList()) {
          flaws.unless(!message.getContent().isEmpty(), "history.messages.content is empty");
        }
      }
      case NAMES -> {
        flaws.count("names", own.getNames().getNamesCount(), 1, Limits.DEVICE_NUMBER);
        own.getNames().getNamesList().forEach(it -> name(flaws, it));
      }
      case WAITING -> {
        flaws.size("waiting.request", own.getWaiting().getRequest(), Sha256.BYTES);
        flaws.range("waiting.by", own.getWaiting().getBy(), 1, Limits.DEVICE_NUMBER);
        flaws.unless(own.getWaiting().getUntilMillis() >= 0, "waiting.until_millis is above 2^63");
      }
      case VETO -> flaws.size("veto.request", own.getVeto().getRequest(), Sha256.BYTES);
      case WHAT_NOT_SET -> {}
    }
  }

  private static void contact(Flaws flaws, OwnContact contact) {
    account(flaws, "contacts.account", contact.getAccount());
    flaws.size("contacts.capability", contact.getCapability(), Capability.BYTES);
    flaws.size(
        "contacts.identity_fingerprint", contact.getIdentityFingerprint(), Sha256.BYTES);
    flaws.count("contacts.name characters", contact.getName().length(), 1, Limits.NAME_CHARS);
    flaws.unless(
        contact.getAddedAtMillis() >= 0, "contacts.added_at_millis is above 2^63");
  }

  private static void name(Flaws flaws, DeviceName name) {
    flaws.range("names.device", name.getDevice(), 1, Limits.DEVICE_NUMBER);
    flaws.count("names.name characters", name.getName().length(), 0, Limits.NAME_CHARS);
    flaws.unless(name.getSetAtMillis() >= 0, "names.set_at_millis is above 2^63");
  }

  private static void account(Flaws flaws, String field, ByteString account) {
    flaws.size(field, account, AccountId.BYTES);
  }
}
