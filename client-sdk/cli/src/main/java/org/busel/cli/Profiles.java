package org.busel.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Surroundings;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.sdk.BackupOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.DuressEffect;
import org.busel.sdk.DuressOutcome;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.busel.sdk.Proxy;
import org.busel.sdk.RestoreOutcome;
import org.busel.wire.JoinLink;

/// Makes and opens the profile that a command line names.
final class Profiles {
  private final Terminal terminal;
  private final Passphrases passphrases;
  private final Options options;

  Profiles(Terminal terminal, Options options) {
    this.terminal = terminal;
    this.passphrases = new Passphrases(terminal);
    this.options = options;
  }

  /// The device of an existing profile. The caller closes it.
  Device open(ProfileOptions typed) {
    Path folder = folder(typed);
    Options wanted = options(typed);
    if (!Files.exists(folder)) {
      // Said before a passphrase is typed for nothing.
      throw noProfile(folder);
    }
    try (Passphrase passphrase = passphrases.existing(typed.passphraseFile())) {
      return opened(Busel.open(folder, passphrase, wanted), folder);
    }
  }

  private static Device opened(OpenOutcome outcome, Path folder) {
    return switch (outcome) {
      case OpenOutcome.Opened opened -> opened.device();
      case OpenOutcome.WrongPassphrase _ -> throw wrongPassphrase();
      case OpenOutcome.NoProfile _ -> throw noProfile(folder);
      case OpenOutcome.InUse _ -> throw inUse(folder);
      case OpenOutcome.Damaged damaged ->
          throw Stop.unavailable("the profile in " + folder + " is damaged: " + damaged.what());
      case OpenOutcome.TooNew _ ->
          throw Stop.refused("a newer busel has written the profile in " + folder, "update busel");
    };
  }

  BackupOutcome backup(
      ProfileOptions typed, Passphrase passphrase, Path file, boolean newWords) {
    return Busel.backup(folder(typed), passphrase, file, newWords, options(typed));
  }

  BackupOutcome shares(ProfileOptions typed, Passphrase passphrase, int needed, int among) {
    return Busel.shares(folder(typed), passphrase, needed, among, options(typed));
  }

  /// The device of a profile made out of a backup. The caller closes it.
  Device restore(ProfileOptions typed, Path file, Secret key, SafetyWords words) {
    Path folder = folder(typed);
    try (Passphrase passphrase = passphrases.chosen(typed.passphraseFile())) {
      return switch (Busel.restore(folder, file, key, passphrase, options(typed))) {
        case RestoreOutcome.Restored restored -> restored.device();
        case RestoreOutcome.NoFile _ -> throw Stop.misused("there is no file " + file);
        case RestoreOutcome.NotABackup _ -> throw Stop.misused(file + " is no backup of busel");
        case RestoreOutcome.DoesNotOpen _ -> throw Stop.refused(words.say("restore.closed", file));
        case RestoreOutcome.TooNew _ ->
            throw Stop.refused("a newer busel has written " + file, "update busel");
        case RestoreOutcome.ProfileExists _ ->
            throw Stop.refused(
                "there is a profile in " + folder + " already",
                "make it elsewhere: busel restore FILE --profile DIR");
        case RestoreOutcome.InUse _ -> throw inUse(folder);
      };
    }
  }

  /// Lets the profile be destroyed after so many wrong passphrases; 0 for any number.
  void wipeAfterWrong(ProfileOptions typed, Passphrase passphrase, int tries) {
    Path folder = folder(typed);
    opened(Busel.wipeAfterWrong(folder, passphrase, tries, options(typed)), folder).close();
  }

  /// The device of a profile made with a relay's invitation. The caller closes it.
  Device join(ProfileOptions typed, JoinLink link) {
    Path folder = folder(typed);
    Options wanted = options(typed);
    try (Passphrase passphrase = passphrases.chosen(typed.passphraseFile())) {
      return switch (Busel.join(folder, link, passphrase, wanted)) {
        case JoinOutcome.Joined joined -> joined.device();
        case JoinOutcome.ProfileExists _ ->
            throw Stop.refused(
                "there is a profile in " + folder + " already",
                "make the new one elsewhere: busel init LINK --profile DIR");
        case JoinOutcome.WrongPassphrase _ -> throw wrongPassphrase();
        case JoinOutcome.InUse _ -> throw inUse(folder);
        case JoinOutcome other -> throw notJoined(other);
      };
    }
  }

  /// Why a relay did not make an account.
  static Stop notJoined(JoinOutcome outcome) {
    return switch (outcome) {
      case JoinOutcome.InvitationUnknown _ ->
          Stop.refused(
              "the relay does not know this invitation",
              "ask its operator for another: busel-relay invite");
      case JoinOutcome.InvitationUsed _ ->
          Stop.refused(
              "this invitation has been used",
              "if not by you, tell the operator; ask for another: busel-relay invite");
      case JoinOutcome.InvitationExpired _ ->
          Stop.refused(
              "this invitation has expired", "ask the operator for another: busel-relay invite");
      case JoinOutcome.RelayUnreachable unreachable -> unreachable(unreachable.reason());
      case JoinOutcome.RelayNotTrusted notTrusted -> notTrusted(notTrusted.reason());
      case JoinOutcome.VersionTooOld _ -> versionTooOld();
      case JoinOutcome.Joined _,
          JoinOutcome.ProfileExists _,
          JoinOutcome.WrongPassphrase _,
          JoinOutcome.InUse _ ->
          throw new IllegalStateException("not an answer of a relay");
    };
  }

  /// The passphrase of the profile that is there. The caller closes it.
  Passphrase passphrase(ProfileOptions typed) {
    Path folder = folder(typed);
    if (!Files.exists(folder)) {
      throw noProfile(folder);
    }
    return passphrases.existing(typed.passphraseFile());
  }

  DuressOutcome setDuress(
      ProfileOptions typed, Passphrase real, Passphrase duress, JoinLink link, DuressEffect effect) {
    return Busel.setDuress(folder(typed), real, duress, link, effect, options(typed));
  }

  DuressOutcome removeDuress(ProfileOptions typed, Passphrase real) {
    return Busel.removeDuress(folder(typed), real, options(typed));
  }

  /// The folder of the profile that is meant.
  Path folder(ProfileOptions typed) {
    Surroundings surroundings = terminal.surroundings();
    return typed
        .folder()
        .or(() -> surroundings.variable("BUSEL_PROFILE").map(Profiles::path))
        .orElseGet(() -> surroundings.home().resolve(".busel"));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Stop.misused("BUSEL_PROFILE is not a folder: " + e.getReason());
    }
  }

  /// How connections that need no login leave this machine.
  Proxy outbox(ProfileOptions typed) {
    return options(typed).routes().outbox();
  }

  private Options options(ProfileOptions typed) {
    return typed
        .proxy()
        .or(() -> terminal.surroundings().variable("BUSEL_PROXY"))
        .map(url -> options.withProxy(proxy(url)))
        .orElse(options);
  }

  private static Proxy proxy(String url) {
    try {
      URI parts = new URI(url);
      String scheme = parts.getScheme() == null ? "" : parts.getScheme().toLowerCase(Locale.ROOT);
      if (parts.getHost() != null && parts.getPort() > 0 && parts.getUserInfo() == null) {
        switch (scheme) {
          case "socks5", "socks5h" -> {
            return new Proxy.Socks5(parts.getHost(), parts.getPort());
          }
          case "http" -> {
            return new Proxy.Http(parts.getHost(), parts.getPort());
          }
          default -> {
            // Falls through to the complaint: a proxy that is not understood must never mean no
            // proxy.
          }
        }
      }
    } catch (URISyntaxException _) {
      // The complaint below says what is wanted.
    }
    throw Stop.misused(
        "\"" + url + "\" is not a proxy", "such as: --proxy socks5://127.0.0.1:9050");
  }

  static Stop unreachable(String reason) {
    return Stop.unavailable("the relay cannot be reached: " + reason, "try again later");
  }

  static Stop notTrusted(String reason) {
    return Stop.refused(
        "whatever answered cannot prove to be your relay: " + reason,
        "do not go on over this network; try another, or add --proxy URL",
        "if this is about its keys, look: busel transparency");
  }

  static Stop versionTooOld() {
    return Stop.refused("the relay no longer speaks this version of busel", "update busel");
  }

  private static Stop noProfile(Path folder) {
    return Stop.misused(
        "there is no profile in " + folder,
        "ask the operator of a relay for an invitation, then run: busel init LINK",
        "or say where the profile is: --profile DIR");
  }

  static Stop wrongPassphrase() {
    return Stop.refused("this is not the passphrase of the profile");
  }

  private static Stop inUse(Path folder) {
    return Stop.unavailable(
        "another process is using the profile in " + folder,
        "end it first, perhaps a busel receive --follow in another window");
  }
}
