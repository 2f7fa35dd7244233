package org.busel.relay;

import java.io.IOException;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.busel.wire.RelayPlace;

/// Somebody who visits the relay's web site.
final class Browser {
  private final OkHttpClient client;
  private final String url;

  Browser(RelayPlace relay) {
    this.client = TrustingClient.of(relay);
    this.url = relay.url();
  }

  /// What came back.
  @SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  Answer head(String path) {
    return send(request(path).head().build());
  }

  Answer put(String path, byte[] body, String... headers) {
    return send(request(path, headers).put(RequestBody.create(body)).build());
  }

  Answer delete(String path, String... headers) {
    return send(request(path, headers).delete().build());
  }

  Answer post(String path) {
    return send(request(path).post(RequestBody.create(new byte[1])).build());
  }

  static String plain(String url) {
    try (Response response =
        new OkHttpClient().newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private Request.Builder request(String path, String... headers) {
    Request.Builder request = new Request.Builder().url(url + path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private Answer send(Request request) {
    try (Response response = client.newCall(request).execute()) {
      Map<String, String> headers = new java.util.HashMap<>();
      response
          .headers()
          .forEach(pair ->
              headers.put(pair.getFirst().toLowerCase(java.util.Locale.ROOT), pair.getSecond()));
      return new Answer(response.code(), headers, response.body().bytes());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
