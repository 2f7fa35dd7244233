package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.Refusal.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds PROTOCOL.md and the code to the same numbers and names.
class ProtocolDocumentTest {
  private static String law = "";

  @BeforeAll
  static void readTheLaw() throws IOException {
    law = Files.readString(Path.of("PROTOCOL.md"));
  }

  @Test
  void theTableOfLimitsIsTheConstants() throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (Field field : Limits.class.getFields()) {
      constants.add(field.getName() + " = " + print(field.get(null)));
    }

    assertThat(rows("\\| ([A-Z_]+) \\| ([\\d,]+(?: [sd])?) \\|"))
        .map(row -> row.group(1) + " = " + row.group(2))
        .containsExactlyInAnyOrderElementsOf(constants);
  }

  @Test
  void theTableOfRefusalsIsTheEnum() {
    List<String> codes =
        Arrays.stream(Code.values())
            .filter(code -> code != Code.UNRECOGNIZED)
            .map(code -> code.getNumber() + " " + code.name())
            .toList();

    assertThat(rows("\\| (\\d+) \\| (CODE_[A-Z_]+) \\|"))
        .map(row -> row.group(1) + " " + row.group(2))
        .containsExactlyElementsOf(codes);
  }

  @Test
  void theTableOfCloseCodesIsTheEnum() {
    List<String> codes =
        Arrays.stream(CloseCode.values())
            .map(c -> c.number() + " " + c.name() + " " + c.refusal().map(Code::name).orElse(""))
            .toList();

    assertThat(rows("\\| (\\d{4}) \\| ([A-Z_]+) \\|[^|]*\\| (CODE_[A-Z_]+)? ?\\|"))
        .map(row ->
            row.group(1) + " " + row.group(2) + " " + (row.group(3) == null ? "" : row.group(3)))
        .containsExactlyElementsOf(codes);
  }

  @Test
  void theListOfSizeBucketsIsWhatTheCodeTakes() {
    String list = rows("\\*\\*Size buckets\\*\\*: ([\\d, and]+) bytes").get(0).group(1);
    List<Integer> named =
        Arrays.stream(list.split(", | and ", -1))
            .map(number -> Integer.parseInt(number.replace(",", "")))
            .toList();

    List<Integer> taken =
        Stream.iterate(0, size -> size + 1)
            .limit(SizeBucket.LARGEST_BYTES + 1)
            .filter(SizeBucket::isBucket)
            .toList();
    assertThat(named).isEqualTo(taken);
  }

  @Test
  void everyMessageAndFieldHasItsPlaceInTheLaw() {
    FileDescriptor frames = ClientFrame.getDescriptor().getFile();
    FileDescriptor content = Content.getDescriptor().getFile();
    FileDescriptor bodies = OpenAttachment.getDescriptor().getFile();
    FileDescriptor log = LogUpdate.getDescriptor().getFile();
    List<Descriptor> messages =
        Stream.of(frames, content, bodies, log).flatMap(file -> file.getMessageTypes().stream()).toList();

    assertThat(messages).isNotEmpty();
    for (Descriptor message : messages) {
      assertThat(law).as("message").containsPattern("\\b" + message.getName() + "\\b");
      for (FieldDescriptor field : message.getFields()) {
        assertThat(law).as(message.getName()).contains("`" + field.getName() + "`");
      }
    }
  }

  @Test
  void bothPathsAndBothPrefixesStandInTheLaw() {
    assertThat(law)
        .contains("`" + ConnectionKind.INBOX.path() + "`", "`" + ConnectionKind.OUTBOX.path() + "`")
        .contains(JoinLink.PREFIX + "B", MeetLink.PREFIX + "B", LogLink.PREFIX + "B");
  }

  private static List<MatchResult> rows(String pattern) {
    List<MatchResult> rows =
        Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(law).results().toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static String print(Object constant) {
    if (constant instanceof Duration duration) {
      return duration.toHours() >= 24 ? duration.toDays() + " d" : duration.toSeconds() + " s";
    }
    return String.format(Locale.ROOT, "%,d", (Integer) constant);
  }
}
