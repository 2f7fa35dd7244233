package org.busel.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The three streams of a command, and the only way to them.
///
/// Data goes to standard output, talk to standard error, both in UTF-8. Whatever is written here is made safe first
/// (see [SafeText]); only [Style]s put escapes on a terminal. Safe for several threads: a line stays whole.
public final class Terminal {
  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private final Surroundings surroundings;
  private final Keyboard keyboard;

  public Terminal(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Surroundings surroundings,
      Keyboard keyboard) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
    this.keyboard = keyboard;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /// One line of data.
  ///
  /// @throws Stop if it cannot be written
  public void print(Span... line) {
    write(surroundings.dataIsTerminal(), line);
  }

  /// One line of data in plain letters.
  public void print(String line) {
    print(Span.plain(line));
  }

  /// One JSON document, on one line.
  public void print(Json.Body document) {
    writeData(Json.text(document));
  }

  /// One line of talk.
  public void say(String words) {
    talk(Span.plain("busel: " + words));
  }

  /// What the person could type next.
  public void hint(String words) {
    talk(Span.plain("busel: "), Span.faint("hint"), Span.plain(": " + words));
  }

  /// Why the command ends, and what can be done about it.
  public void explain(Stop stop) {
    if (stop.silent()) {
      return;
    }
    talk(Span.plain("busel: "), new Span("error", Style.BAD), Span.plain(": " + stop.error()));
    stop.hints().forEach(this::hint);
  }

  /// Lines for the eye only, not part of what is said: a QR code, a number to compare.
  public void show(List<Span> lines) {
    lines.forEach(this::talk);
  }

  /// Puts talk in the place of the line that stands there, on a terminal; elsewhere nothing.
  public void overwrite(String words) {
    if (surroundings.talkIsTerminal()) {
      put(err, "\r\033[K" + SafeText.oneLine(words));
    }
  }

  /// Asks a question and waits for the answer; empty if nobody sits at the terminal, or they ended the input.
  public Optional<String> ask(String question) {
    if (!surroundings.inputIsTerminal()) {
      return Optional.empty();
    }
    prompt(question);
    return keyboard.line();
  }

  /// As [#ask], with the answer not shown. The caller wipes it.
  public Optional<char[]> askHidden(String question) {
    if (!surroundings.inputIsTerminal()) {
      return Optional.empty();
    }
    prompt(question);
    Optional<char[]> answer = keyboard.hiddenLine();
    // The person's own line end was hidden with the rest.
    talk();
    return answer;
  }

  /// Whether the answer was yes. No answer is a no.
  public boolean confirms(String question) {
    return ask(question + " (yes or no): ")
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
        .filter(answer -> answer.equals("yes") || answer.equals("y"))
        .isPresent();
  }

  /// How wide the terminal of the talk is, if that can be found out.
  public Optional<Integer> columns() {
    return surroundings.talkIsTerminal() ? keyboard.columns() : Optional.empty();
  }

  /// Everything on standard input, or empty if it is more than `limitBytes`.
  ///
  /// @throws Stop if it cannot be read
  public Optional<byte[]> input(int limitBytes) {
    try {
      byte[] bytes = in.readNBytes(limitBytes + 1);
      return bytes.length > limitBytes ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      throw Stop.unavailable("standard input could not be read: " + e.getMessage());
    }
  }

  private void talk(Span... line) {
    String text = shown(surroundings.talkIsTerminal(), line) + "\n";
    put(err, text);
  }

  private void prompt(String question) {
    put(err, SafeText.oneLine(question));
  }

  private void write(boolean onTerminal, Span... line) {
    writeData(shown(onTerminal, line));
  }

  private String shown(boolean onTerminal, Span... line) {
    boolean colours = onTerminal && surroundings.allowsColours();
    return Arrays.stream(line).map(span -> span.shown(colours)).collect(Collectors.joining());
  }

  private void writeData(String line) {
    try {
      synchronized (out) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      throw "Broken pipe".equals(e.getMessage())
          ? Stop.unheard()
          : Stop.unavailable("standard output could not be written: " + e.getMessage());
    }
  }

  private static void put(OutputStream stream, String text) {
    try {
      synchronized (stream) {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
      }
    } catch (IOException _) {
      // Nobody listens to the talk any more; the work and its exit code stand.
    }
  }
}
