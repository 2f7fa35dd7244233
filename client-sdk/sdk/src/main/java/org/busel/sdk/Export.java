package org.busel.sdk;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Writes a conversation as text. Words of others never begin a line and hold no control characters, so that nobody can
/// write a line that looks like somebody else's.
final class Export {
  private static final String WARNING =
      "This file is not encrypted. Whoever has it can read it.\n\n";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Export() {}

  /// @param names who wrote a message of somebody else
  static ExportOutcome write(
      Path file, Function<Message, String> names, List<Message> messages) {
    try (SeekableByteChannel channel = create(file);
        Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      writer.write(WARNING);
      for (Message message : messages) {
        writer.write(line(names.apply(message), message));
      }
      return new ExportOutcome.Exported(messages.size());
    } catch (FileAlreadyExistsException e) {
      return new ExportOutcome.FileExists();
    } catch (IOException e) {
      return new ExportOutcome.CannotWrite(e.getClass().getSimpleName());
    }
  }

  private static SeekableByteChannel create(Path file) throws IOException {
    Set<StandardOpenOption> fresh =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.newByteChannel(file, fresh, ownerOnly);
  }

  private static String line(String name, Message message) {
    boolean note = message.body() instanceof Message.Body.Note;
    String who = message.direction() == Message.Direction.OUTGOING ? "me" : name;
    StringBuilder line =
        new StringBuilder(MINUTE.format(message.sentAt()))
            .append(" UTC  #")
            .append(message.number())
            .append("  ")
            .append(note ? "* " + who : who)
            .append(": ");
    message.marks().answers().filter(it -> it != 0).ifPresent(it -> line.append("(to #").append(it).append(") "));
    line.append(indented(message.text()));
    if (message.marks().edited()) {
      line.append(" (edited)");
    }
    message.marks().reactions().forEach(it -> line.append(" [").append(it.emoji()).append(']'));
    return line.append('\n').toString();
  }

  private static String indented(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    if (point == '\n') {
      safe.append("\n    ");
    } else if (Character.getType(point) == Character.CONTROL
        || Character.getType(point) == Character.LINE_SEPARATOR
        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR) {
      safe.append('\ufffd');
    } else {
      safe.appendCodePoint(point);
    }
  }
}
