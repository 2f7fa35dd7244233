package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.Decoded;
import org.busel.wire.LogBodies;
import org.busel.wire.v1.LogUpdate;

/// Asks how the key log has grown, over a connection on which nothing else travels: neither the inbox nor the outbox may be told
/// which head this device has seen. Safe for many threads.
final class LogLine {
  private final RelayHttp line;

  LogLine(RelayHttp line) {
    this.line = line;
  }

  /// What the relay answers, if it is what it should be in form.
  Optional<LogUpdate> update(long known) {
    OkHttpClient client = line.client();
    HttpUrl url = HttpUrl.get(line.place().url()).resolve(LogBodies.PATH + "head?known=" + known);
    if (url == null) {
      throw new IllegalArgumentException("not a path");
    }
    Request request = new Request.Builder().url(url).header("User-Agent", "busel").build();
    try (Response response = client.newCall(request).execute();
        InputStream in = response.body().byteStream()) {
      byte[] bytes = in.readNBytes(LogBodies.MAX_BYTES + 1);
      return response.code() == 200
              && LogBodies.update(ByteString.copyFrom(bytes))
                  instanceof Decoded.Frame<LogUpdate> read
          ? Optional.of(read.frame())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // its own text may name an address
    } finally {
      client.connectionPool().evictAll(); // so that two questions do not share a connection either
    }
  }
}
