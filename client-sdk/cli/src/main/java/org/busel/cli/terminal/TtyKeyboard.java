package org.busel.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The keyboard of a Unix terminal, with `stty` to hide what is typed.
///
/// The JDK's console is not used: it is there only when standard output is a terminal too, and a passphrase must be
/// asked for in `busel history hanna | less` as well.
public final class TtyKeyboard implements Keyboard {
  private static final int LONGEST_LINE_BYTES = 8 * 1024;

  private final InputStream typed;

  public TtyKeyboard(InputStream typed) {
    this.typed = typed;
  }

  @Override
  public Optional<String> line() {
    return bytes().map(line -> new String(line, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<char[]> hiddenLine() {
    Thread restore = new Thread(TtyKeyboard::showWhatIsTyped, "echo-again");
    // Ctrl-C while a passphrase is typed must not leave a mute terminal behind.
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      if (stty("-echo").isEmpty()) {
        throw Stop.unavailable(
            "this terminal cannot hide what is typed",
            "put the passphrase into a file and use --passphrase-file FILE");
      }
      return bytes().map(TtyKeyboard::characters);
    } finally {
      showWhatIsTyped();
      Runtime.getRuntime().removeShutdownHook(restore);
    }
  }

  @Override
  public Optional<Integer> columns() {
    return stty("size")
        .map(answer -> answer.strip().split(" ", -1))
        .filter(rowsAndColumns -> rowsAndColumns.length == 2)
        .map(rowsAndColumns -> rowsAndColumns[1])
        .filter(columns -> columns.matches("[1-9][0-9]{0,4}"))
        .map(Integer::valueOf);
  }

  /// One line as bytes, without a buffer of its own that would keep what was typed.
  private Optional<byte[]> bytes() {
    Wiped line = new Wiped();
    try (line) {
      int next = typed.read();
      if (next < 0) {
        return Optional.empty();
      }
      while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE_BYTES) {
        line.write(next);
        next = typed.read();
      }
      return Optional.of(line.toByteArray());
    } catch (IOException e) {
      throw Stop.unavailable("the terminal could not be read: " + e.getMessage());
    }
  }

  private static char[] characters(byte[] utf8) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(utf8, (byte) 0);
    return characters;
  }

  private static void showWhatIsTyped() {
    // There is nothing to do about a terminal that refuses.
    var _ = stty("echo");
  }

  /// What `stty` answers about the terminal, or empty if there is none or it knows none.
  private static Optional<String> stty(String argument) {
    try {
      Process process =
          new ProcessBuilder("stty", argument)
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Bytes that leave no trace when it is closed.
  private static final class Wiped extends ByteArrayOutputStream {
    Wiped() {
      super(LONGEST_LINE_BYTES);
    }

    @Override
    public void close() {
      Arrays.fill(buf, (byte) 0);
    }
  }
}
