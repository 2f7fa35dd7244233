package org.busel.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.busel.format.Chunk;
import org.busel.format.PublishAnswer;
import org.busel.format.Sha256;
import org.busel.format.StrictJson;
import org.jspecify.annotations.Nullable;

/// Brings modules and curricula to one relay. Whether that is the right relay is settled by the client that is passed in:
/// it pins. Safe for many threads; calls block for the network.
///
/// Going on after a broken connection is offering the same again: the relay names what it lacks, and only that travels.
public final class Publisher {
  private static final @Nullable MediaType JSON = MediaType.parse("application/json");
  private static final @Nullable MediaType BYTES = MediaType.parse("application/octet-stream");
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final OkHttpClient client;
  private final HttpUrl relay;

  /// @param relay for instance `https://localhost:8443`
  /// @throws IllegalArgumentException if `relay` is no URL
  public Publisher(OkHttpClient client, String relay) {
    this.client = client;
    this.relay = HttpUrl.get(relay);
  }

  /// Offers the built and signed module in `built`, sends what the relay lacks, and reads back.
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public PublishOutcome publish(Path built) {
    return switch (BuiltModule.open(built)) {
      case BuiltModule.Opening.NotBuilt(String reason) -> new PublishOutcome.NotBuilt(reason);
      case BuiltModule.Opening.Opened(BuiltModule module) -> publish(module);
    };
  }

  private PublishOutcome publish(BuiltModule module) {
    Map<Sha256, Chunk> chunks = new HashMap<>();
    module.manifest().chunks().forEach(chunk -> chunks.put(chunk.id(), chunk));
    String path = "/v1/modules/" + module.manifest().module() + "/manifest";
    byte[] manifest = module.envelope().bytes();
    Set<Sha256> sent = new HashSet<>();
    long bytes = 0;
    try {
      while (true) {
        switch (put(path, manifest, JSON)) {
          case PublishAnswer.Admitted _ -> {
            return Arrays.equals(get(path, manifest.length), manifest) && areThere(sent, chunks)
                ? new PublishOutcome.Published(sent.size(), bytes)
                : new PublishOutcome.ReadBackDiffers();
          }
          case PublishAnswer.Missing(List<Sha256> missing) -> {
            for (Sha256 id : missing) {
              @Nullable Chunk chunk = chunks.get(id);
              // A relay that asks for what is not ours, or twice for the same, would keep us here
              // for ever.
              if (chunk == null || !sent.add(id)) {
                return new PublishOutcome.Unreachable(
                    "the relay asks for chunks it should not need");
              }
              byte[] content = module.chunk(chunk).orElse(new byte[0]);
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
      return new PublishOutcome.Unreachable("no connection to the relay, or it broke");
    }
  }

  /// Offers a curriculum that the board has signed, and reads back.
  public PublishOutcome publishCurriculum(byte[] signed) {
    try {
      PublishAnswer answer = put("/v1/curriculum", signed, JSON);
      if (!(answer instanceof PublishAnswer.Admitted)) {
        return failed(answer);
      }
      return Arrays.equals(get("/v1/curriculum", signed.length), signed)
          ? new PublishOutcome.Published(0, 0)
          : new PublishOutcome.ReadBackDiffers();
    } catch (IOException e) {
      return new PublishOutcome.Unreachable("no connection to the relay, or it broke");
    }
  }

  private boolean areThere(Set<Sha256> ids, Map<Sha256, Chunk> chunks) throws IOException {
    for (Sha256 id : ids) {
      @Nullable Chunk chunk = chunks.get(id);
      if (chunk == null || !chunk.matches(get("/v1/chunks/" + id, chunk.length()))) {
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
