package org.busel.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.busel.author.ModuleBuild;
import org.busel.format.Curriculum;
import org.busel.format.KeyId;
import org.busel.format.ModuleId;
import org.busel.format.PublishAnswer;
import org.busel.format.Role;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.StrictJson;
import org.busel.format.TrustFault;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSet;
import org.busel.format.TrustSource;
import org.jspecify.annotations.Nullable;

/// Brings modules and curricula to one relay. Whether that is the right relay is settled by the client that is passed in:
/// it pins. Safe for many threads; calls block for the network.
///
/// Going on after a broken connection is offering the same again: the relay names what it lacks, and only that travels.
public final class Publisher {
  private static final @Nullable MediaType JSON = MediaType.parse("application/json");
  private static final @Nullable MediaType BYTES = MediaType.parse("application/octet-stream");
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final String TRUST = "/v1/trust/";
  private static final String NO_CONNECTION = "no connection to the relay, or it broke";

  private final OkHttpClient client;
  private final HttpUrl relay;
  private final Optional<Sha256> anchor;

  /// @param relay for instance `https://localhost:8443`
  /// @param anchor of the relay's trust chain, as its invitations name it; without it nobody can begin to sign
  /// @throws IllegalArgumentException if `relay` is no URL
  public Publisher(OkHttpClient client, String relay, Optional<Sha256> anchor) {
    this.client = client;
    this.relay = HttpUrl.get(relay);
    this.anchor = anchor;
  }

  /// Offers the built and signed module in `built`, sends what the relay lacks, and reads back.
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public PublishOutcome publish(Path built) {
    return switch (BuiltModule.open(built)) {
      case BuiltModule.Opening.NotBuilt(String reason) ->
          // A folder with a role alone takes a module back.
          RoleDraft.in(built)
              .filter(_ -> !Files.exists(built.resolve(ModuleBuild.MANIFEST)))
              .map(role -> publish(role, Map.of()))
              .orElseGet(() -> new PublishOutcome.NotBuilt(reason));
      case BuiltModule.Opening.Opened(BuiltModule module) -> publish(module);
    };
  }

  private PublishOutcome publish(BuiltModule module) {
    Optional<RoleDraft> role = module.role();
    if (role.isEmpty()) {
      return new PublishOutcome.NotBuilt("nobody has signed it yet");
    }
    Map<Sha256, Supplier<byte[]>> pieces = new HashMap<>();
    pieces.put(module.target().sha256(), module::bytes);
    module
        .manifest()
        .chunks()
        .forEach(chunk ->
            pieces.put(chunk.id(), () -> module.chunk(chunk).orElse(new byte[0])));
    return publish(role.get(), pieces);
  }

  private PublishOutcome publish(RoleDraft role, Map<Sha256, Supplier<byte[]>> pieces) {
    String path = path(role.document().version(), role.name());
    byte[] signed = role.envelope().bytes();
    Set<Sha256> sent = new HashSet<>();
    long bytes = 0;
    try {
      while (true) {
        switch (put(path, signed, JSON)) {
          case PublishAnswer.Admitted _ -> {
            return Arrays.equals(get(path, signed.length), signed) && areThere(sent)
                ? new PublishOutcome.Published(sent.size(), bytes)
                : new PublishOutcome.ReadBackDiffers();
          }
          case PublishAnswer.Missing(List<Sha256> missing) -> {
            for (Sha256 id : missing) {
              @Nullable Supplier<byte[]> piece = pieces.get(id);
              // A relay that asks for what is not ours, or twice for the same, would keep us here
              // for ever.
              if (piece == null || !sent.add(id)) {
                return new PublishOutcome.Unreachable(
                    "the relay asks for chunks it should not need");
              }
              byte[] content = piece.get();
              PublishAnswer answer = put("/v1/chunks/" + id, content, BYTES);
              if (!(answer instanceof PublishAnswer.Admitted)) {
                return failed(answer);
              }
              bytes += content.length;
            }
            if (missing.isEmpty()) {
              return new PublishOutcome.Unreachable(
                  "the relay asks for nothing and admits nothing");
            }
          }
          case PublishAnswer.Refused refused -> {
            return failed(refused);
          }
          case PublishAnswer.Unreadable unreadable -> {
            return failed(unreadable);
          }
        }
      }
    } catch (IOException e) {
      return new PublishOutcome.Unreachable(NO_CONNECTION);
    }
  }

  /// Offers a curriculum that the board has signed, or a root that the stewards have signed, and reads back.
  public PublishOutcome publishCurriculum(byte[] signed) {
    Optional<String> path = boardPath(signed);
    if (path.isEmpty()) {
      return new PublishOutcome.NotBuilt("it is neither a curriculum nor a root");
    }
    try {
      PublishAnswer answer = put(path.get(), signed, JSON);
      if (!(answer instanceof PublishAnswer.Admitted)) {
        return failed(answer);
      }
      return Arrays.equals(get(path.get(), signed.length), signed)
          ? new PublishOutcome.Published(0, 0)
          : new PublishOutcome.ReadBackDiffers();
    } catch (IOException e) {
      return new PublishOutcome.Unreachable(NO_CONNECTION);
    }
  }

  private static Optional<String> boardPath(byte[] signed) {
    if (!(SignedEnvelope.read(signed) instanceof SignedEnvelope.Reading.Read(var envelope))) {
      return Optional.empty();
    }
    if (RootDocument.read(envelope) instanceof RootDocument.Reading.Read(var root)) {
      return Optional.of(path(root.version(), "root"));
    }
    return Curriculum.read(envelope) instanceof Curriculum.Reading.Read(var curriculum)
        ? Optional.of(path(curriculum.version(), TrustSet.CURRICULUM))
        : Optional.empty();
  }

  private static String path(int version, String name) {
    return TRUST + version + "." + name + ".json";
  }

  /// What a relay has published.
  public sealed interface Look {
    /// Checked against the pinned root.
    record Seen(TrustSet published) implements Look {}

    /// Something that is not to be believed.
    record Refused(TrustFault why) implements Look {}

    /// The relay did not answer.
    record Unreachable(String reason) implements Look {}
  }

  /// What is published on the relay, with the role in which the owner of `author` may list `module`, if there is one.
  Look trusted(ModuleId module, KeyId author, Instant now) {
    if (anchor.isEmpty()) {
      return new Look.Refused(new TrustFault.NotTheAnchor("root"));
    }
    TrustRefresh.Start start =
        TrustRefresh.begin(
            anchor.get(), this::document, now, TrustRefresh.Freshness.REQUIRED);
    return switch (start) {
      case TrustRefresh.Start.Stopped(var why) -> stopped(why);
      case TrustRefresh.Start.Begun(TrustRefresh refresh) ->
          switch (refresh.run()) {
            case TrustRefresh.Outcome.Current() -> withRole(refresh, module, author);
            case TrustRefresh.Outcome why -> stopped(why);
          };
    };
  }

  private static Look withRole(TrustRefresh refresh, ModuleId module, KeyId author) {
    Optional<Role> role =
        refresh.trusted().curriculum().stream()
            .flatMap(it -> it.curriculum().roles().stream())
            .filter(it -> it.authors().contains(author) && it.covers(module))
            .findFirst();
    if (role.isPresent()
        && refresh.role(role.get().name()) instanceof TrustRefresh.Outcome.Interrupted(var why)) {
      return new Look.Unreachable(why);
    }
    // A role that is not there yet, has expired or has lost a signer begins anew; its version goes on.
    return new Look.Seen(refresh.trusted());
  }

  private static Look stopped(TrustRefresh.Outcome why) {
    return switch (why) {
      case TrustRefresh.Outcome.Refused(TrustFault fault) -> new Look.Refused(fault);
      case TrustRefresh.Outcome.Interrupted(String reason) -> new Look.Unreachable(reason);
      case TrustRefresh.Outcome.Current() -> throw new IllegalStateException("nothing stopped it");
    };
  }

  private TrustSource.Answer document(String file, int mostBytes) {
    try {
      byte[] bytes = get(TRUST + file, mostBytes);
      return bytes.length == 0
          ? new TrustSource.Answer.NotThere()
          : new TrustSource.Answer.Got(bytes);
    } catch (IOException e) {
      return new TrustSource.Answer.Failed(NO_CONNECTION);
    }
  }

  private boolean areThere(Set<Sha256> ids) throws IOException {
    for (Sha256 id : ids) {
      if (!Sha256.of(get("/v1/chunks/" + id, StrictJson.MAX_BYTES)).equals(id)) {
        return false;
      }
    }
    return true;
  }

  private static PublishOutcome failed(PublishAnswer answer) {
    return switch (answer) {
      case PublishAnswer.Refused(String reason, String hint) ->
          new PublishOutcome.Refused(reason, hint);
      case PublishAnswer.Admitted _, PublishAnswer.Missing _, PublishAnswer.Unreadable _ ->
          new PublishOutcome.Unreachable("the relay's answer makes no sense");
    };
  }

  private PublishAnswer put(String path, byte[] body, @Nullable MediaType type) throws IOException {
    Request request =
        new Request.Builder().url(url(path)).put(RequestBody.create(body, type)).build();
    try (Response response = client.newCall(request).execute();
        InputStream in = response.body().byteStream()) {
      return PublishAnswer.read(in.readNBytes(Math.min(MAX_ANSWER_BYTES, StrictJson.MAX_BYTES)));
    }
  }

  /// What stands at `path`, or nothing of use if it is longer than `length` or not there.
  private byte[] get(String path, int length) throws IOException {
    Request request = new Request.Builder().url(url(path)).build();
    try (Response response = client.newCall(request).execute();
        InputStream in = response.body().byteStream()) {
      return response.code() == 200 ? in.readNBytes(length + 1) : new byte[0];
    }
  }

  private HttpUrl url(String path) {
    @Nullable HttpUrl url = relay.resolve(path);
    if (url == null) {
      throw new IllegalArgumentException("not a path");
    }
    return url;
  }
}
