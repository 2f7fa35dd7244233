package org.busel.conversation;

import java.time.Duration;
import java.util.List;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Contact;
import org.busel.sdk.VerifyOutcome;
import org.busel.sdk.session.SafetyNumber;

/// What the editor and the journalist say to each other. Each promise is checked as it is shown.
final class Talk {
  private static final String EDITOR = "Editor";
  private static final String JOURNALIST = "Journalist";

  private final Transcript transcript;
  private final Person editor;
  private final Person journalist;

  Talk(Transcript transcript, Person editor, Person journalist) {
    this.transcript = transcript;
    this.editor = editor;
    this.journalist = journalist;
  }

  /// The editor hands over a contact invitation, the journalist answers it, and both compare the safety number.
  void meet() {
    transcript.note("the editor makes a contact invitation and hands it over in person");
    var link = editor.device().invite(JOURNALIST, Duration.ofDays(1));
    if (!(journalist.device().add(link, EDITOR) instanceof AddOutcome.Added)) {
      throw new StepFailedException(
          "the journalist could not answer the invitation", "start again with another --dir");
    }
    List<String> words = editor.receive();
    List<Contact> contacts = editor.device().contacts();
    transcript.check(
        words.isEmpty() && contacts.size() == 1,
        "the journalist's answer makes them the editor's contact");
    transcript.check(
        contacts.getFirst().name().equals(JOURNALIST), "under the name that the editor gave them");

    SafetyNumber seenByEditor = editor.device().safetyNumber(editor.contact(JOURNALIST));
    SafetyNumber seenByJournalist = journalist.device().safetyNumber(journalist.contact(EDITOR));
    transcript.note("both read the safety number aloud:");
    transcript.block(seenByEditor.grouped().replaceAll("((\\d{5} ){6})", "$1\n"));
    transcript.check(
        seenByEditor.digits().equals(seenByJournalist.digits()),
        "both devices show the same number, so nobody stands between them");
    transcript.check(
        editor.device().markVerified(editor.contact(JOURNALIST), seenByJournalist)
                instanceof VerifyOutcome.Verified
            && journalist.device().markVerified(journalist.contact(EDITOR), seenByEditor)
                instanceof VerifyOutcome.Verified,
        "each has marked the other as verified");
  }

  /// Both are online.
  void talk() {
    say(journalist, EDITOR, "Добры дзень! Я на новым месцы, сувязь добрая.");
    heard(editor, List.of("Добры дзень! Я на новым месцы, сувязь добрая."));
    say(editor, JOURNALIST, "Good to hear from you. Can you record the interview tomorrow?");
    heard(journalist, List.of("Good to hear from you. Can you record the interview tomorrow?"));
    transcript.check(true, "what each wrote is what the other reads");
  }

  /// The editor is away while the journalist writes.
  void talkWhileTheEditorIsAway() {
    editor.goOffline();
    transcript.note("the editor's device is off");
    List<String> burst =
        List.of(
            "The interview is on tape.",
            "Forty minutes, two voices.",
            "I will send notes tonight.");
    burst.forEach(text -> say(journalist, EDITOR, text));
    transcript.note("the editor's device is on again");
    editor.open();
    heard(editor, burst);
    transcript.check(true, "three messages waited at the relay and arrived once each, in order");
  }

  /// The relay is stopped and started between sending and reading.
  void talkAcrossARestart(RelayProcess relay) {
    say(editor, JOURNALIST, "Do not carry the tape over the border yourself.");
    editor.goOffline();
    journalist.goOffline();
    transcript.note("the relay is stopped, and started again");
    relay.stop();
    String _ = relay.start();
    journalist.open();
    heard(journalist, List.of("Do not carry the tape over the border yourself."));
    transcript.check(true, "a message accepted before the restart arrived after it");
    editor.open();
    say(journalist, EDITOR, "Understood. It stays where it is.");
    heard(editor, List.of("Understood. It stays where it is."));
  }

  /// Everything that was said, to be searched for where it must not be.
  static List<String> secrets() {
    return List.of("сувязь добрая", "record the interview", "Forty minutes", "carry the tape");
  }

  private void say(Person from, String to, String text) {
    from.send(to, text);
    transcript.says(from.name(), text);
  }

  private static void heard(Person who, List<String> expected) {
    List<String> heard = who.receive();
    if (!heard.equals(expected)) {
      throw new StepFailedException(
          who.name()
              + " received "
              + heard.size()
              + " messages, not the "
              + expected.size()
              + " that were sent",
          "run it again with another --dir; if it fails again, please report it");
    }
  }
}
