package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.publish.KeyOutcome;
import org.busel.publish.SigningKey;

/// Makes and unlocks the keys that trainers, reviewers and the board sign with.
final class Keys {
  private final Passphrases passphrases;
  private final Optional<Argon2Cost> cost;

  /// @param cost of one try of a new key's passphrase; measured for this machine if it is left open
  Keys(Terminal terminal, Optional<Argon2Cost> cost) {
    this.passphrases = new Passphrases(terminal);
    this.cost = cost;
  }

  /// A new key. The caller closes it.
  SigningKey make(Path file, Optional<Path> passphraseFile) {
    try (Passphrase passphrase = passphrases.chosen(passphraseFile)) {
      return ready(
          SigningKey.create(file, passphrase, cost.orElseGet(Argon2Cost::calibrated)), file);
    }
  }

  /// The key in `file`. The caller closes it.
  SigningKey unlock(Path file, Optional<Path> passphraseFile) {
    try (Passphrase passphrase = passphrases.existing(passphraseFile)) {
      return ready(SigningKey.unlock(file, passphrase), file);
    }
  }

  private static SigningKey ready(KeyOutcome outcome, Path file) {
    return switch (outcome) {
      case KeyOutcome.Ready(SigningKey key) -> key;
      case KeyOutcome.FileExists _ ->
          throw Stop.refused(
              file + " is there already", "busel module key " + Typed.word(file.toString()));
      case KeyOutcome.NoFile _ ->
          throw Stop.misused(
              "there is no file " + file,
              "make a key: busel module key " + Typed.word(file.toString()) + " --new");
      case KeyOutcome.WrongPassphrase _ ->
          throw Stop.refused("this is not the passphrase of the key");
      case KeyOutcome.NotAKey(String reason) ->
          throw Stop.misused(file + " cannot be used as a key: " + reason);
    };
  }
}
