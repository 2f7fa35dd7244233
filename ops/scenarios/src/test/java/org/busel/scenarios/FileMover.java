package org.busel.scenarios;

import java.nio.file.Path;
import org.busel.sdk.Device;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.SaveFileOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.attachments.TransferProgress;

/// Sends or fetches one file with a device in a process of its own, and prints how far it has come.
public final class FileMover {
  private FileMover() {}

  /// Moves the file that is named.
  ///
  /// @param args `send PROFILE CONTACT FILE`, or `fetch PROFILE CONTACT FOLDER`
  public static void main(String[] args) {
    TransferProgress progress = (moved, all) -> System.out.println("moved " + moved + " " + all);
    try (Device device = People.open(Path.of(args[1]))) {
      if (args[0].equals("send")) {
        SendFileOutcome sent =
            device
                .attachments()
                .send(People.contact(device, args[2]), SendFile.of(Path.of(args[3])), progress);
        System.out.println("end " + (sent instanceof SendFileOutcome.Sent ? "sent" : sent));
      } else {
        var _ = device.receive(People.PATIENCE);
        Message message = device.history(People.contact(device, args[2]), 10).getLast();
        FetchFileOutcome fetched = device.attachments().fetch(message, progress);
        boolean here = fetched instanceof FetchFileOutcome.Here;
        SaveFileOutcome saved = device.attachments().save(message, Path.of(args[3]));
        System.out.println(
            "end " + (here && saved instanceof SaveFileOutcome.Saved ? "saved" : fetched));
      }
    }
  }
}
