package org.busel.conversation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.busel.keys.Passphrase;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.busel.sdk.ReceiveOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.jspecify.annotations.Nullable;

/// One of the two people: a profile folder, and the open device while they are "online". One thread at a time.
final class Person implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Path profile;
  private final DemoFolder folder;
  private @Nullable Device device;

  /// @param name as the transcript calls them
  /// @param profile folder of their profile
  /// @param folder holds the passphrase of the demonstration
  Person(String name, Path profile, DemoFolder folder) {
    this.name = name;
    this.profile = profile;
    this.folder = folder;
  }

  String name() {
    return name;
  }

  Path profile() {
    return profile;
  }

  boolean hasProfile() {
    return Files.isDirectory(profile);
  }

  /// Takes a place on the relay with a fresh profile.
  void join(String link) {
    if (!(JoinLink.parse(link) instanceof Parsed.Link<JoinLink>(JoinLink parsed))) {
      throw new StepFailedException(
          "the relay's invitation cannot be read", "start again with another --dir");
    }
    try (Passphrase passphrase = folder.unlock()) {
      if (!(Busel.join(profile, parsed, passphrase, Options.DEFAULTS)
          instanceof JoinOutcome.Joined(Device joined))) {
        throw new StepFailedException(
            name + " could not join the relay", "start again with another --dir");
      }
      device = joined;
    }
  }

  /// Opens the profile: the person comes online.
  void open() {
    try (Passphrase passphrase = folder.unlock()) {
      OpenOutcome outcome = Busel.open(profile, passphrase, Options.DEFAULTS);
      device =
          switch (outcome) {
            case OpenOutcome.Opened(Device opened) -> opened;
            case OpenOutcome.InUse _ ->
                throw new StepFailedException(
                    "the profile " + profile + " is in use",
                    "end the other program, then run this again");
            case OpenOutcome.WrongPassphrase _, OpenOutcome.NoProfile _ ->
                throw new StepFailedException(
                    "the profile " + profile + " cannot be opened",
                    "choose another --dir, or remove this one");
            case OpenOutcome.Damaged _, OpenOutcome.TooNew _ ->
                throw new StepFailedException(
                    "the profile " + profile + " cannot be read",
                    "choose another --dir, or remove this one");
          };
    }
  }

  /// The person goes offline; everything stays in the profile.
  void goOffline() {
    if (device != null) {
      device.close();
      device = null;
    }
  }

  @Override
  public void close() {
    goOffline();
  }

  Device device() {
    if (device == null) {
      throw new IllegalStateException(name + " is offline");
    }
    return device;
  }

  List<Contact> contacts() {
    return device().contacts();
  }

  Contact contact(String called) {
    return device()
        .contact(called)
        .orElseThrow(() ->
            new StepFailedException(
                name + " has no contact called " + called,
                "choose another --dir, or remove this one"));
  }

  /// Sends, and insists on the relay's acceptance.
  void send(String to, String text) {
    SendOutcome outcome = device().send(contact(to), text);
    if (!(outcome instanceof SendOutcome.Accepted)) {
      throw new StepFailedException(
          "a message of " + name + " was not accepted: " + outcome.getClass().getSimpleName(),
          "run it again; if it fails again, please report it");
    }
  }

  /// What has come in, in order.
  List<String> receive() {
    ReceiveOutcome outcome = device().receive(PATIENCE);
    if (!(outcome instanceof ReceiveOutcome.Drained)) {
      throw new StepFailedException(
          name + " could not fetch messages: " + outcome.getClass().getSimpleName(),
          "run it again; if it fails again, please report it");
    }
    return outcome.messages().stream().map(Message::text).toList();
  }
}
