package org.busel.sample;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.busel.keys.Passphrase;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.busel.sdk.SendOutcome;
import org.busel.wire.JoinLink;
import org.busel.wire.MeetLink;
import org.busel.wire.Parsed;

/// A chat: `Chat FOLDER [JOIN-LINK]`, then one command a line. Runs on Java 17.
public final class Chat {
  private static final String COMMANDS =
      "invite NAME | meet NAME LINK | number NAME | verified NAME | to NAME WORDS | last NAME | quit";

  private final Device device;

  private Chat(Device device) {
    this.device = device;
  }

  /// Opens the profile in a folder, or makes one with an operator's invitation.
  public static void main(String[] args) throws IOException {
    BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Passphrase passphrase = Passphrase.takeOver(secret(typed));
        Device device = enter(Path.of(args[0]), passphrase, args.length > 1 ? args[1] : "")) {
      Chat chat = new Chat(device);
      Listening untilClosed = device.listen(chat::show);
      say("this device: " + device.whoAmI().fingerprint() + " (" + COMMANDS + ")");
      String line = typed.readLine();
      while (line != null && !line.equals("quit")) {
        String[] words = line.split(" ", 3);
        say(chat.does(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : ""));
        line = typed.readLine();
      }
      untilClosed.close();
    }
  }

  private static Device enter(Path folder, Passphrase passphrase, String invitation) {
    OpenOutcome opened = Busel.open(folder, passphrase, Options.DEFAULTS);
    if (opened instanceof OpenOutcome.Opened known) {
      return known.device();
    }
    if (opened instanceof OpenOutcome.NoProfile
        && JoinLink.parse(invitation) instanceof Parsed.Link<JoinLink> link
        && Busel.join(folder, link.link(), passphrase, Options.DEFAULTS)
            instanceof JoinOutcome.Joined joined) {
      return joined.device();
    }
    throw new IllegalStateException("neither opened nor joined: " + opened);
  }

  private String does(String command, String name, String rest) {
    if (command.equals("invite")) {
      return device.invite(name, Duration.ofDays(1)).text();
    }
    if (command.equals("meet")) {
      return MeetLink.parse(rest) instanceof Parsed.Link<MeetLink> link
          ? met(device.add(link.link(), name))
          : "that is no invitation";
    }
    Optional<Contact> contact = device.contact(name);
    return contact.isEmpty() ? "nobody of that name: " + COMMANDS : does(command, contact.get(), rest);
  }

  private String does(String command, Contact contact, String rest) {
    return switch (command) {
      case "number" -> device.safetyNumber(contact).grouped();
      case "verified" -> device.markVerified(contact, device.safetyNumber(contact)).toString();
      case "to" -> sent(device.send(contact, rest));
      case "last" ->
          device.history(contact, 20).stream()
              .map(message -> message.direction() + " " + message.text())
              .reduce("that is all", (lines, line) -> line + "\n" + lines);
      default -> COMMANDS;
    };
  }

  private static String met(AddOutcome outcome) {
    return outcome instanceof AddOutcome.Added ? "met" : "not met: " + outcome;
  }

  private static String sent(SendOutcome outcome) {
    return outcome instanceof SendOutcome.Accepted ? "sent" : "not sent yet: " + outcome;
  }

  /// Called on the device's own thread, one event at a time.
  private void show(Event event) {
    if (event instanceof Event.MessageReceived received) {
      Message message = received.message();
      String from =
          device.contacts().stream()
              .filter(contact -> contact.id() == message.contact())
              .map(Contact::name)
              .findFirst()
              .orElse("somebody");
      say(from + ": " + message.text());
    } else {
      say("(" + event + ")");
    }
  }

  // Java 22 to 24 give a console even to a program without a terminal; there it reads the same line.
  @SuppressWarnings("SystemConsoleNull")
  private static char[] secret(BufferedReader typed) throws IOException {
    Console console = System.console();
    return console != null ? console.readPassword("passphrase: ") : typed.readLine().toCharArray();
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
