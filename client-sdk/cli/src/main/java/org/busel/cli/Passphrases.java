package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;

/// Gets a passphrase from a file, or from the person at the terminal. It is never taken from the command line, where
/// every process of the machine could read it.
final class Passphrases {
  private static final int LONGEST_FILE_BYTES = 8 * 1024;

  private static final String REMEDY =
      "put it into a file that only you can read, and add --passphrase-file FILE";

  private final Terminal terminal;

  Passphrases(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The passphrase of a profile that is there. The caller closes it.
  Passphrase existing(Optional<Path> file) {
    return file.map(Passphrases::fromFile)
        .orElseGet(() -> Passphrase.takeOver(asked("passphrase: ")));
  }

  /// A passphrase for a profile that is about to be made; a person types it twice. The caller closes it.
  Passphrase chosen(Optional<Path> file) {
    return chosen(file, "choose a passphrase: ", "the same once more: ");
  }

  /// As above, asked for in other words.
  Passphrase chosen(Optional<Path> file, String question, String onceMore) {
    return file.map(Passphrases::fromFile).orElseGet(() -> askedTwice(question, onceMore));
  }

  private Passphrase askedTwice(String question, String onceMore) {
    char[] first = asked(question);
    char[] again = asked(onceMore);
    boolean same = Arrays.equals(first, again);
    Arrays.fill(again, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      throw Stop.misused("the two passphrases differ", "try again; nothing was made");
    }
    return Passphrase.takeOver(first);
  }

  private char[] asked(String question) {
    char[] typed =
        terminal
            .askHidden(question)
            .orElseThrow(() ->
                Stop.misused(
                    "a passphrase is needed, and nobody is at the terminal to type it", REMEDY));
    checkLength(typed, "the passphrase");
    return typed;
  }

  private static Passphrase fromFile(Path file) {
    byte[] bytes = read(file);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      char[] line = firstLine(text);
      Arrays.fill(text.array(), '\0');
      checkLength(line, "the first line of " + file);
      return Passphrase.takeOver(line);
    } catch (CharacterCodingException _) {
      throw Stop.misused("the passphrase in " + file + " is not UTF-8 text");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LONGEST_FILE_BYTES);
    } catch (NoSuchFileException _) {
      throw Stop.misused("there is no file " + file, REMEDY);
    } catch (FileSystemException e) {
      String reason = e.getReason();
      throw Stop.misused(file + " cannot be read" + (reason == null ? "" : ": " + reason));
    } catch (IOException e) {
      throw Stop.misused(file + " cannot be read: " + e.getMessage());
    }
  }

  private static char[] firstLine(CharBuffer text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    char[] line = new char[end];
    text.get(line);
    return line;
  }

  private static void checkLength(char[] characters, String what) {
    if (characters.length == 0) {
      throw Stop.misused(what + " is empty");
    }
    if (characters.length > Passphrase.MAX_CHARS) {
      throw Stop.misused(what + " is longer than " + Passphrase.MAX_CHARS + " characters");
    }
  }
}
