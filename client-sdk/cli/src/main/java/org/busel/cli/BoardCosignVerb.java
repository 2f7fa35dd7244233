package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.StrictJson;
import org.busel.publish.BoardDocument;
import org.busel.publish.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts one more signature on a root or a curriculum.
@Command(
    name = "cosign",
    description = {
      "put one more signature on a root or a curriculum",
      "",
      "Shows what the signature will say and asks. A root needs as many stewards as it says itself,",
      "and a later one as many of those before it; a curriculum as many of the board's keys as its",
      "root says."
    },
    footer = {"", "example:", "  busel board cosign root.json --key steward.key"})
final class BoardCosignVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;

  @Parameters(
      paramLabel = "FILE",
      description = "what busel-relay trust or busel board sign wrote; it is signed in place")
  private Path file = Path.of("");

  @Option(names = "--yes", description = "sign without asking")
  private boolean yes;

  @Mixin private final KeyOptions key;

  BoardCosignVerb(Terminal terminal, Keys keys, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.key = new KeyOptions(general);
  }

  @Override
  public void run() {
    BoardDocument document = read();
    terminal.show(document.says().stream().map(line -> Span.plain("  " + line)).toList());
    if (!yes && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused("nobody is at the terminal to agree", "add --yes");
    }
    if (!yes && !terminal.confirms("sign this?")) {
      throw Stop.refused("nothing was signed");
    }
    try (SigningKey signing = keys.unlock(key.file(), key.passphraseFile())) {
      if (document.hasSigned(signing)) {
        terminal.say("this key had signed it already");
        return;
      }
      BoardDocument signed = document.signedBy(signing);
      write(signed.envelope().bytes());
      terminal.say("signed; signatures: " + signed.envelope().signatures().size());
    }
  }

  private BoardDocument read() {
    try (InputStream in = Files.newInputStream(file)) {
      return switch (BoardDocument.read(in.readNBytes(StrictJson.MAX_BYTES))) {
        case BoardDocument.Reading.Read(BoardDocument document) -> document;
        case BoardDocument.Reading.Neither() ->
            throw Stop.misused(
                file + " is neither a root nor a curriculum", "busel help board sign");
      };
    } catch (NoSuchFileException _) {
      throw Stop.misused(
          "there is no file " + file, "busel-relay trust init", "busel board sign FILE");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void write(byte[] signed) {
    try {
      Path _ = Files.write(file, signed);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
