package org.busel.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings a [TrustSet] up to date from a source that nobody trusts: TUF's client workflow, step by step (specification
/// 1.0.31, section 5). What it accepts is in [#trusted] at once, so that a refusal in the middle loses nothing and the next
/// refresh goes on from there.
///
/// For one thread; calls block as long as the source does.
public final class TrustRefresh {
  /// The most roots that one refresh goes through.
  public static final int MAX_ROOTS = 256;

  /// The most roles that one search asks.
  public static final int MAX_ROLES_ASKED = 64;

  private final TrustSource source;
  private final Instant now;
  private final Freshness freshness;
  private TrustSet trusted;

  private TrustRefresh(TrustSet trusted, TrustSource source, Instant now, Freshness freshness) {
    this.trusted = trusted;
    this.source = source;
    this.now = now;
    this.freshness = freshness;
  }

  /// How much the age of what the source says matters.
  public enum Freshness {
    /// From a relay: an expired timestamp or snapshot means that somebody holds back what is new.
    REQUIRED,
    /// From a stick, a folder or a mirror: it may be old, and the reader is told how old.
    SHOWN
  }

  /// What became of a refresh or of a search.
  public sealed interface Outcome {
    /// Done; the set is [TrustRefresh#trusted].
    record Current() implements Outcome {}

    /// The source says something that is not believed.
    record Refused(TrustFault fault) implements Outcome {}

    /// The source did not answer.
    record Interrupted(String reason) implements Outcome {}
  }

  /// Who vouches for a file.
  ///
  /// @param role the name of the role that lists it
  /// @param target the file by length and hash
  public record Found(String role, TargetsDocument.Target target) {}

  /// What became of looking for a file.
  public sealed interface Search {
    /// A role that may speak about it lists it.
    record Listed(Found found) implements Search {}

    /// Nobody who may speak about it lists it: it never was published, or was taken back.
    record NotListed() implements Search {}

    /// The search came to no end.
    ///
    /// @param why never [Outcome.Current]
    record Stopped(Outcome why) implements Search {}
  }

  /// Begins with the pinned root: section 5.2.
  ///
  public static Start begin(
      Sha256 anchor, TrustSource source, Instant now, Freshness freshness) {
    TrustSource.Answer answer = source.get("1.root.json", StrictJson.MAX_BYTES);
    if (answer instanceof TrustSource.Answer.Failed failed) {
      return new Start.Stopped(new Outcome.Interrupted(failed.reason()));
    }
    if (!(answer instanceof TrustSource.Answer.Got got)) {
      return new Start.Stopped(new Outcome.Refused(new TrustFault.NotThere(TrustSet.ROOT)));
    }
    TrustSet.Step step = TrustSet.anchored(got.bytes(), anchor);
    return step instanceof TrustSet.Step.Accepted accepted
        ? new Start.Begun(from(accepted.set(), source, now, freshness))
        : new Start.Stopped(new Outcome.Refused(((TrustSet.Step.Refused) step).fault()));
  }

  /// What became of beginning.
  public sealed interface Start {
    /// The pinned root is here; go on with [TrustRefresh#run].
    record Begun(TrustRefresh refresh) implements Start {}

    /// It is not.
    ///
    /// @param why never [Outcome.Current]
    record Stopped(Outcome why) implements Start {}
  }

  /// Goes on from what was believed before.
  ///
  /// @param now the time of the whole refresh. Section 5.1: it is fixed once
  public static TrustRefresh from(
      TrustSet trusted, TrustSource source, Instant now, Freshness freshness) {
    return new TrustRefresh(trusted, source, now, freshness);
  }

  /// What is believed so far; to be kept after every call, whatever came of it.
  public TrustSet trusted() {
    return trusted;
  }

  /// Sections 5.3 to 5.6: root, timestamp, snapshot, curriculum.
  public Outcome run() {
    Optional<Outcome> stopped =
        roots().or(this::timestamp).or(this::snapshot).or(this::curriculum);
    return stopped.orElseGet(Outcome.Current::new);
  }

  /// 5.3: every root after the trusted one, one by one, until the source has no more.
  private Optional<Outcome> roots() {
    for (int i = 0; i < MAX_ROOTS; i++) {
      // 5.3.3
      TrustSource.Answer answer =
          source.get((trusted.root().version() + 1) + ".root.json", StrictJson.MAX_BYTES);
      if (answer instanceof TrustSource.Answer.NotThere) {
        break;
      }
      Optional<Outcome> stopped = take(TrustSet.ROOT, answer, trusted::withRoot);
      if (stopped.isPresent()) {
        return stopped;
      }
    }
    // 5.3.10: the last one is in force.
    return expired(TrustSet.ROOT, trusted.root().expires());
  }

  /// 5.4: the timestamp.
  private Optional<Outcome> timestamp() {
    // 5.4.1
    return take(
            TrustSet.TIMESTAMP,
            source.get("timestamp.json", TimestampDocument.MAX_BYTES),
            trusted::withTimestamp)
        // 5.4.4: in force, also if it is the one that was known.
        .or(() -> stale(TrustSet.TIMESTAMP, trusted.timestamp().orElseThrow().expires()));
  }

  /// 5.5: the snapshot, unless the one that is here is the one that is named.
  private Optional<Outcome> snapshot() {
    Optional<Outcome> stopped = Optional.empty();
    if (!trusted.hasNamedSnapshot()) {
      // 5.5.1
      Listed listed = trusted.timestamp().orElseThrow().snapshot();
      stopped =
          take(
              TrustSet.SNAPSHOT,
              source.get(
                  listed.version() + ".snapshot.json",
                  listed.length().orElse(StrictJson.MAX_BYTES)),
              trusted::withSnapshot);
    }
    // 5.5.6
    return stopped.or(
        () -> stale(TrustSet.SNAPSHOT, trusted.snapshot().orElseThrow().expires()));
  }

  /// 5.6: the curriculum.
  private Optional<Outcome> curriculum() {
    return role(TrustSet.CURRICULUM, trusted.board());
  }

  /// 5.6.1 to 5.6.5 for the curriculum and, by 5.6.7.2, for every role below it.
  private Optional<Outcome> role(String name, Quorum by) {
    Optional<Outcome> stopped = Optional.empty();
    if (trusted.role(name, by).isEmpty()) {
      Optional<Listed> listed = trusted.listed(name);
      if (listed.isEmpty()) {
        return Optional.of(new Outcome.Refused(new TrustFault.NotThere(name)));
      }
      stopped =
          take(
              name,
              source.get(
                  listed.get().version() + "." + encoded(name) + ".json",
                  listed.get().length().orElse(StrictJson.MAX_BYTES)),
              bytes -> trusted.withRole(name, bytes, by));
    }
    // 5.6.5
    return stopped.or(() -> expired(name, trusted.role(name, by).orElseThrow().expires()));
  }

  /// Gets the document of a role that the curriculum names, whatever it lists. Call after [#run] has said that all is current.
  public Outcome role(String name) {
    TargetsDocument curriculum =
        trusted.role(TrustSet.CURRICULUM, trusted.board()).orElseThrow();
    for (TargetsDocument.Delegation delegation : curriculum.delegations()) {
      if (delegation.name().equals(name)) {
        return role(name, delegation.quorum()).orElseGet(Outcome.Current::new);
      }
    }
    return new Outcome.Refused(new TrustFault.NotThere(name));
  }

  /// Section 5.6.7: looks for a file, the curriculum first, then the roles in order and in depth. Asks the source only for
  /// roles that may speak about it. Call after [#run] has said that all is current.
  public Search find(String path) {
    Deque<TargetsDocument.Delegation> waiting = new ArrayDeque<>();
    waiting.push(
        new TargetsDocument.Delegation(
            TrustSet.CURRICULUM, trusted.board(), List.of(), false));
    Set<String> asked = new HashSet<>();
    while (!waiting.isEmpty() && asked.size() < MAX_ROLES_ASKED) {
      TargetsDocument.Delegation next = waiting.pop();
      // 5.6.7.1: nobody is asked twice, so that roles that delegate in a circle end.
      if (!asked.add(next.name())) {
        continue;
      }
      Optional<Outcome> stopped = role(next.name(), next.quorum());
      if (stopped.isPresent()) {
        return new Search.Stopped(stopped.get());
      }
      TargetsDocument document = trusted.role(next.name(), next.quorum()).orElseThrow();
      TargetsDocument.Target target = document.targets().get(path);
      if (target != null) {
        return new Search.Listed(new Found(next.name(), target));
      }
      // 5.6.7.2: in order; after a terminating role that may speak about it nobody else is asked.
      List<TargetsDocument.Delegation> covering = new ArrayList<>();
      for (TargetsDocument.Delegation delegation : document.delegations()) {
        if (delegation.covers(path)) {
          covering.add(delegation);
          if (delegation.terminating()) {
            waiting.clear();
            break;
          }
        }
      }
      for (int i = covering.size() - 1; i >= 0; i--) {
        waiting.push(covering.get(i));
      }
    }
    return new Search.NotListed();
  }

  @FunctionalInterface
  private interface Check {
    TrustSet.Step apply(byte[] bytes);
  }

  private Optional<Outcome> take(String name, TrustSource.Answer answer, Check check) {
    if (answer instanceof TrustSource.Answer.Failed failed) {
      return Optional.of(new Outcome.Interrupted(failed.reason()));
    }
    if (!(answer instanceof TrustSource.Answer.Got got)) {
      return Optional.of(new Outcome.Refused(new TrustFault.NotThere(name)));
    }
    TrustSet.Step step = check.apply(got.bytes());
    if (step instanceof TrustSet.Step.Refused refused) {
      return Optional.of(new Outcome.Refused(refused.fault()));
    }
    trusted = ((TrustSet.Step.Accepted) step).set();
    return Optional.empty();
  }

  /// Root, curriculum and roles: people sign them, and nothing is verified with one whose time is over.
  private Optional<Outcome> expired(String name, Instant expires) {
    return now.isAfter(expires)
        ? Optional.of(new Outcome.Refused(new TrustFault.Expired(name, expires)))
        : Optional.empty();
  }

  /// Timestamp and snapshot: they say how fresh all this is.
  private Optional<Outcome> stale(String name, Instant expires) {
    return freshness == Freshness.SHOWN ? Optional.empty() : expired(name, expires);
  }

  /// A role's name as part of a file's name: what is not a letter, digit or one of `-_.` is percent-encoded.
  public static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
