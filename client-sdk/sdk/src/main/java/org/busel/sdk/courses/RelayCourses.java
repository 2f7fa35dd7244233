package org.busel.sdk.courses;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// A relay's course documents over HTTPS. Which relay is believed to be the relay is settled by the client that is passed
/// in: it pins.
///
/// Requests say nothing about the learner: no cookie, no account, and the same headers for everybody.
public final class RelayCourses implements CourseSource {
  private static final Duration MIRROR_ANSWERS_WITHIN = Duration.ofMinutes(2);

  private final OkHttpClient client;
  private final HttpUrl relay;
  private final boolean live;

  /// @param relay for instance `https://localhost:8443`
  /// @throws IllegalArgumentException if `relay` is no URL
  public RelayCourses(OkHttpClient client, String relay) {
    this(client, relay, true);
  }

  private RelayCourses(OkHttpClient client, String relay, boolean live) {
    this.client = client;
    this.relay = HttpUrl.get(relay);
    this.live = live;
  }

  /// A mirror on any web server. It needs to be no relay, and its age is shown, not held against it. Whoever runs it sees
  /// the address that asks, and which module is fetched.
  ///
  /// @param proxy through which it is asked
  /// @param url under which the folder of the mirror lies; plain HTTP will do, because everything is verified
  /// @throws IllegalArgumentException if it is no URL
  public static RelayCourses mirror(Proxy proxy, String url) {
    OkHttpClient client =
        new OkHttpClient.Builder().proxy(proxy).callTimeout(MIRROR_ANSWERS_WITHIN).build();
    return new RelayCourses(client, url.endsWith("/") ? url : url + "/", false);
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public Answer get(String path, int mostBytes) {
    HttpUrl url = relay.resolve(live ? path : path.substring(1));
    if (url == null) {
      throw new IllegalArgumentException("not a path");
    }
    Request request = new Request.Builder().url(url).header("User-Agent", "busel").build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() == 404) {
        return new Answer.NotThere();
      }
      if (response.code() == 429 || response.code() >= 500) {
        return new Answer.Unreachable("the relay is in trouble or asks to wait");
      }
      if (response.code() != 200) {
        return new Answer.Refused("the relay answers with status " + response.code());
      }
      try (InputStream in = response.body().byteStream()) {
        byte[] bytes = in.readNBytes(mostBytes + 1);
        return bytes.length > mostBytes
            ? new Answer.Refused("the relay sends more than " + mostBytes + " bytes")
            : new Answer.Got(ByteString.copyFrom(bytes));
      }
    } catch (IOException e) {
      // The exception's own text may name an address.
      return new Answer.Unreachable("no connection to the relay, or it broke");
    }
  }
}
