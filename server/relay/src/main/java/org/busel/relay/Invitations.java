package org.busel.relay;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.busel.directory.DirectoryStore;
import org.busel.directory.Hash;
import org.busel.format.Sha256;
import org.busel.wire.InvitationToken;
import org.busel.wire.JoinLink;
import org.busel.wire.LogKeys;
import org.busel.wire.LogLink;
import org.busel.wire.RelayPlace;

/// Makes invitations to register, and takes them back. The store keeps hashes only, so a link can be shown once: when
/// it is made. Safe for many threads; calls block on the store.
final class Invitations {
  /// Longest validity.
  static final Duration LONGEST = Duration.ofDays(365);

  private final RelayPlace place;
  private final LogKeys log;
  private final Supplier<Optional<Sha256>> anchor;
  private final DirectoryStore directory;
  private final Clock clock;
  private final SecureRandom random;

  /// @param place where the links lead
  /// @param log by which the key log is known
  /// @param anchor of the trust chain, for learners to pin
  Invitations(
      RelayPlace place,
      LogKeys log,
      Supplier<Optional<Sha256>> anchor,
      DirectoryStore directory,
      Clock clock,
      SecureRandom random) {
    this.place = place;
    this.log = log;
    this.anchor = anchor;
    this.directory = directory;
    this.clock = clock;
    this.random = random;
  }

  /// Where the links lead.
  RelayPlace place() {
    return place;
  }

  /// Where the key log is, for whoever is to watch it.
  LogLink logLink() {
    return new LogLink(place, log.logKey());
  }

  /// A fresh invitation for one account.
  ///
  /// @param validFor one second to 365 days
  JoinLink make(Duration validFor) {
    if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an invitation is good for one second to 365 days");
    }
    InvitationToken token = InvitationToken.random(random);
    JoinLink link =
        new JoinLink(
            place,
            token,
            clock.instant().plus(validFor),
            anchor.get().map(it -> ByteString.copyFrom(HexFormat.of().parseHex(it.hex()))),
            Optional.of(log));
    directory.invite(new Hash(token.hash()), link.expiresAt());
    return link;
  }

  /// Takes an unused invitation back.
  ///
  /// @return whether there was one
  boolean revoke(JoinLink link) {
    return directory.revoke(new Hash(link.token().hash()));
  }
}
