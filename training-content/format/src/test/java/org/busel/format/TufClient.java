package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.TrustRefresh.Freshness;
import org.busel.format.TrustRefresh.Outcome;
import org.busel.format.TrustRefresh.Search;

/// A client of TUF that goes on from refresh to refresh, as after restarts, and a repository that does what a test says.
abstract class TufClient {
  static final TargetsDocument.Target FILE =
      TargetsDocument.Target.of("hello".getBytes(StandardCharsets.UTF_8), 0);

  final Repository repository = new Repository();
  Optional<TrustSet> trusted = Optional.empty();

  final void resigned(String file, Signer signer) {
    SignedEnvelope envelope =
        ((SignedEnvelope.Reading.Read) SignedEnvelope.read(repository.file(file))).envelope();
    repository.files.put(
        file, signer.sign(new SignedEnvelope(List.of(), envelope.signed())).bytes());
  }

  final void assertCurrent() {
    assertThat(refresh(Repository.NOW)).isEqualTo(new Outcome.Current());
  }

  /// A refusal, after which the client still has what it had.
  final void assertRefused(TrustFault fault) {
    Optional<TrustSet> before = trusted;
    assertThat(refresh(Repository.NOW)).isEqualTo(new Outcome.Refused(fault));
    if (before.isPresent() && before.get().curriculum().isPresent()) {
      assertThat(trusted.orElseThrow().documents()).isNotEmpty();
    }
  }

  final Search find(String path) {
    TrustRefresh refresh = start(Repository.NOW);
    assertThat(refresh.run()).isEqualTo(new Outcome.Current());
    Search search = refresh.find(path);
    trusted = Optional.of(kept(refresh.trusted()));
    return search;
  }

  final Outcome refresh(Instant now) {
    if (trusted.isEmpty()) {
      TrustRefresh.Start start =
          TrustRefresh.begin(repository.anchor(), repository, now, Freshness.REQUIRED);
      if (start instanceof TrustRefresh.Start.Stopped stopped) {
        return stopped.why();
      }
      TrustRefresh refresh = ((TrustRefresh.Start.Begun) start).refresh();
      Outcome outcome = refresh.run();
      trusted = Optional.of(kept(refresh.trusted()));
      return outcome;
    }
    TrustRefresh refresh = start(now);
    Outcome outcome = refresh.run();
    trusted = Optional.of(kept(refresh.trusted()));
    return outcome;
  }

  final TrustRefresh start(Instant now) {
    return trusted
        .map(it -> TrustRefresh.from(it, repository, now, Freshness.REQUIRED))
        .orElseGet(() -> begin(repository, repository.anchor()));
  }

  static TrustRefresh begin(Repository repository, Sha256 anchor) {
    return ((TrustRefresh.Start.Begun)
            TrustRefresh.begin(anchor, repository, Repository.NOW, Freshness.REQUIRED))
        .refresh();
  }

  final Outcome begun(Sha256 anchor) {
    return ((TrustRefresh.Start.Stopped)
            TrustRefresh.begin(anchor, repository, Repository.NOW, Freshness.REQUIRED))
        .why();
  }

  /// As after a restart: through the bytes.
  static TrustSet kept(TrustSet set) {
    return TrustSet.kept(new TreeMap<>(set.documents())).orElseThrow();
  }
}
