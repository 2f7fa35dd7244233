package org.busel.conversation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.busel.format.Language;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program behind `ops/quickstart`. Exits with 0 only if every step was checked and held.
@Command(name = "quickstart", sortOptions = false)
public final class FirstConversation implements Runnable {
  private static final String FIRST_MODULE = "digital-security-in-exile";

  @Option(names = "--checkout", required = true)
  private Path checkout = Path.of(".");

  @Option(names = "--dir", required = true)
  private Path dir = Path.of(".");

  @Option(names = "--port", required = true)
  private int port;

  @Option(names = "--once")
  private boolean once;

  private final Transcript transcript =
      new Transcript(new PrintStream(System.out, true, StandardCharsets.UTF_8));

  private FirstConversation() {}

  /// Called by `ops/quickstart`, which has checked the options.
  public static void main(String[] args) {
    System.exit(new CommandLine(new FirstConversation()).execute(args));
  }

  @Override
  public void run() {
    try {
      converse();
    } catch (StepFailedException failed) {
      System.err.println("quickstart: error: " + failed.getMessage());
      System.err.println("quickstart: hint: " + failed.hint());
      System.exit(1);
    }
  }

  private void converse() {
    DemoFolder folder = DemoFolder.open(dir);
    try (Trainers trainers = Trainers.open(folder);
        RelayProcess relay = new RelayProcess(checkout, folder.relay());
        Person editor = new Person("editor", folder.editor(), folder);
        Person journalist = new Person("journalist", folder.journalist(), folder)) {
      Runtime.getRuntime().addShutdownHook(new Thread(relay::stop, "stop the relay"));
      configure(folder);

      transcript.chapter("The relay");
      transcript.begin("starting it");
      String address = relay.start();
      transcript.check(
          true, "a relay is ready on " + address + ", known by a key of its own making");
      trainers.answerForCourses(relay);
      transcript.check(true, "a steward has signed who answers for the courses on it");
      List<String> invitations = relay.invite(2);
      List<String> modules =
          trainers.publishAll(
              checkout.resolve("training-content/courses"),
              join(invitations.getFirst()),
              transcript);
      transcript.check(
          !modules.isEmpty(), modules.size() + " workshop modules are in its catalogue");

      transcript.chapter("Two people meet");
      Talk talk = new Talk(transcript, editor, journalist);
      if (editor.hasProfile() && journalist.hasProfile()) {
        editor.open();
        journalist.open();
        transcript.check(
            !editor.contacts().isEmpty() && !journalist.contacts().isEmpty(),
            "they know each other from an earlier run");
      } else {
        editor.join(invitations.get(0));
        journalist.join(invitations.get(1));
        transcript.check(true, "each has taken a place on the relay with a one-time invitation");
        talk.meet();
      }

      transcript.chapter("They talk");
      talk.talk();
      talk.talkWhileTheEditorIsAway();
      talk.talkAcrossARestart(relay);

      transcript.chapter("A lesson");
      Reading reading = new Reading(transcript, journalist);
      reading.fetch(FIRST_MODULE);
      editor.goOffline();
      relay.stop();
      transcript.check(
          holdsNoneOf(folder.relay(), Talk.secrets()),
          "nothing that they said is on the relay's disk");
      reading.read(FIRST_MODULE, List.of(new Language("be"), new Language("en")));
      journalist.goOffline();
      transcript.end();

      if (!once) {
        stayUp(folder, relay);
      }
    }
  }

  /// The folders and the address that this run is about.
  private void configure(DemoFolder folder) {
    try {
      DemoFolder.writePrivately(
          folder.relay().resolve("relay.conf"),
          """
          # Written by ops/quickstart at each start. server/relay/README.md lists all keys.
          relay.port = %d
          relay.metrics-port = off
          """
              .formatted(port));
    } catch (IOException e) {
      throw new StepFailedException("cannot write to " + folder.relay(), "choose another --dir", e);
    }
  }

  private void stayUp(DemoFolder folder, RelayProcess relay) {
    String address = relay.start();
    String busel = "ops/busel --passphrase-file %s --profile ".formatted(folder.passphrase());
    transcript.line("");
    transcript.line(
        "The relay stays up on " + address + " until Ctrl-C. In another terminal, try:");
    transcript.line("");
    transcript.line("  " + busel + folder.journalist() + " send Editor \"hello\"");
    transcript.line("  " + busel + folder.editor() + " receive");
    transcript.line("  " + busel + folder.editor() + " history Journalist");
    transcript.line("  " + busel + folder.journalist() + " course list");
    transcript.line("  " + busel + folder.journalist() + " course read " + FIRST_MODULE);
    transcript.line("  ops/busel-relay invite --dir " + folder.relay());
    transcript.line("");
    transcript.line(
        "The catalogue, for people: " + address + "/  (your browser does not know the relay's CA:");
    transcript.line("  " + folder.relay().resolve("tls") + " has it)");
    relay.waitUntilItEnds();
  }

  private static JoinLink join(String invitation) {
    if (JoinLink.parse(invitation) instanceof Parsed.Link<JoinLink>(JoinLink link)) {
      return link;
    }
    throw new StepFailedException(
        "the relay's invitation cannot be read", "start again with another --dir");
  }

  private static boolean holdsNoneOf(Path folder, List<String> secrets) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .allMatch(file -> secrets.stream().noneMatch(secret -> holds(file, secret)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the relay's folder", e);
    }
  }

  private static boolean holds(Path file, String secret) {
    try {
      // ISO 8859-1 keeps every byte as it is, so that bytes can be searched as text.
      String haystack = Files.readString(file, StandardCharsets.ISO_8859_1);
      return haystack.contains(
          new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the relay's folder", e);
    }
  }
}
