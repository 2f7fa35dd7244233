package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.cli.terminal.Terminal;
import org.busel.format.VerifyingKey;
import org.busel.publish.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a signing key, or shows its public half.
@Command(
    name = "key",
    description = {
      "make a signing key, or show the public half of one",
      "",
      "The file is encrypted under a passphrase of its own. The public half goes to the curriculum",
      "board, which says what the key may sign."
    },
    footer = {"", "example:", "  busel module key trainer.key --new"})
final class ModuleKeyVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;
  private final ProfileOptions general;

  @Parameters(paramLabel = "FILE", description = "the key's file")
  private Path file = Path.of("");

  @Option(names = "--new", description = "make it; the file must not be there yet")
  private boolean makeNew;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "read the key's passphrase from the first line of FILE instead of asking")
  private @Nullable Path passphraseFile;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModuleKeyVerb(Terminal terminal, Keys keys, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.general = general;
  }

  @Override
  public void run() {
    Optional<Path> passphrase = Optional.ofNullable(passphraseFile).or(general::passphraseFile);
    try (SigningKey key = makeNew ? keys.make(file, passphrase) : keys.unlock(file, passphrase)) {
      show(key.verifyingKey());
    }
  }

  private void show(VerifyingKey key) {
    if (json) {
      terminal.print(fields -> {
        fields.writeStringField("public_key", key.hex());
        fields.writeStringField("key_id", key.id().hex());
      });
      return;
    }
    terminal.print("public key  " + key.hex());
    terminal.print("key id      " + key.id().forPeople());
  }
}
