package org.busel.testkit;

import java.nio.file.Path;
import java.time.Clock;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A journalist and an editor who have met, on one relay, by a clock that the test sets.
abstract class TwoPeople {
  @TempDir Path folder;

  final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  final RelaySimulator relay = RelaySimulator.started(clock);
  Device editor;
  Device journalist;

  /// The journalist's conversation with the editor.
  Conversation desk;

  /// The editor's conversation with the journalist.
  Conversation alena;

  @BeforeEach
  void theyMeet() {
    editor = People.join(relay, folder.resolve("editor"), People.options(clock));
    journalist = People.join(relay, folder.resolve("journalist"), People.options(clock));
    Contact met = People.meet(editor, "the desk", journalist, "Alena");
    desk = journalist.conversation(met);
    alena = editor.conversation(editor.contact("Alena").orElseThrow());
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }
}
