package org.busel.sdk.attachments;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.AttachmentId;
import org.busel.wire.Limits;
import org.busel.wire.v1.OpenAttachment;

/// One relay's requests about attachments over HTTPS. Which relay is believed to be the relay is settled by the client
/// that is passed in: it pins. Requests say nothing about the device.
public final class RelayAttachments {
  private final OkHttpClient client;
  private final HttpUrl relay;

  /// @param client of its own, so that nothing else shares its connections
  /// @param relay for instance `https://localhost:8443`
  public RelayAttachments(OkHttpClient client, String relay) {
    this.client = client;
    this.relay = HttpUrl.get(relay);
  }

  /// What a relay answered.
  ///
  /// @param status of HTTP; 0 if nothing could be said
  /// @param body at most a part, and one byte of what is too much
  record Answer(int status, ByteString body) {
    static final int SILENCE = 0;

    boolean isDone() {
      return status >= 200 && status < 300;
    }

    /// Whether trying again may help.
    boolean isPassing() {
      return status == SILENCE || status == 429 || status == 503;
    }
  }

  Answer tokenKey() {
    return send(request("key").get());
  }

  Answer open(AttachmentId id, OpenAttachment open) {
    return send(request(id.hex()).put(RequestBody.create(open.toByteArray())));
  }

  Answer put(AttachmentId id, ByteString uploadKey, int part, byte[] bytes) {
    return send(
        request(id.hex() + "/parts/" + part)
            .header("Authorization", bearer(uploadKey))
            .put(RequestBody.create(bytes)));
  }

  Answer get(AttachmentId id, int part) {
    long first = (long) part * Limits.ATTACHMENT_PART_BYTES;
    long last = first + Limits.ATTACHMENT_PART_BYTES - 1;
    return send(request(id.hex()).header("Range", "bytes=" + first + "-" + last).get());
  }

  Answer withdraw(AttachmentId id, ByteString uploadKey) {
    return send(request(id.hex()).header("Authorization", bearer(uploadKey)).delete());
  }

  private Request.Builder request(String below) {
    HttpUrl url = relay.resolve(AttachmentBodies.PATH + below);
    if (url == null) {
      throw new IllegalArgumentException("not a path");
    }
    return new Request.Builder().url(url).header("User-Agent", "busel");
  }

  private Answer send(Request.Builder request) {
    try (Response response = client.newCall(request.build()).execute();
        InputStream in = response.body().byteStream()) {
      byte[] bytes = in.readNBytes(Limits.ATTACHMENT_PART_BYTES + 1);
      return new Answer(response.code(), ByteString.copyFrom(bytes));
    } catch (IOException e) {
      return new Answer(Answer.SILENCE, ByteString.EMPTY); // its own text may name an address
    }
  }

  private static String bearer(ByteString uploadKey) {
    return "Bearer " + HexFormat.of().formatHex(uploadKey.toByteArray());
  }
}
