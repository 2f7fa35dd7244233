package org.busel.sdk.attachments;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.busel.wire.AttachmentSize;
import org.busel.wire.Limits;

/// The sealed form of a file (PROTOCOL.md "Attachments"): Tink's AES-GCM-HKDF streaming AEAD, one segment to a part.
final class SealedStream {
  static final int KEY_BYTES = 32;

  private static final byte[] LABEL = "busel attachment v1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 40;
  private static final int TAG_BYTES = 16;

  private SealedStream() {}

  /// Where a file is written to be sealed. Padding and the last tag are written when it is closed.
  static final class Sealer implements AutoCloseable {
    private final DigestOutputStream sealed;
    private final OutputStream plain;
    private long written;
    private boolean closed;

    /// @param key 32 bytes, only lent
    /// @param to closed with this
    Sealer(byte[] key, OutputStream to) throws IOException {
      this.sealed = new DigestOutputStream(to, sha256());
      try {
        this.plain = cipher(key).newEncryptingStream(sealed, LABEL);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this platform lacks a cipher", e);
      }
    }

    void write(byte[] bytes, int from, int length) throws IOException {
      if (written + length > Limits.ATTACHMENT_FILE_BYTES) {
        throw new IOException("more bytes than an attachment may have");
      }
      plain.write(bytes, from, length);
      written += length;
    }

    /// Bytes of the file so far.
    long written() {
      return written;
    }

    /// Pads, and ends the stream.
    ///
    /// @return SHA-256 of the sealed stream
    ByteString finish() throws IOException {
      byte[] zeros = new byte[1 << 14];
      for (long left = AttachmentSize.padded(written) - written; left > 0; left -= zeros.length) {
        plain.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
      closed = true;
      plain.close();
      return ByteString.copyFrom(sealed.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        sealed.close(); // without an end: what was written can't be opened
      }
    }
  }

  /// Opens what stands in `sealed`, from wherever it is read. Every read checks the part that it reads from.
  ///
  /// @param key 32 bytes, only lent
  /// @param sealed whose size is that of the whole stream, even where it can't be read yet
  static SeekableByteChannel open(byte[] key, SeekableByteChannel sealed) throws IOException {
    try {
      return cipher(key).newSeekableDecryptingChannel(sealed, LABEL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform lacks a cipher", e);
    }
  }

  /// Byte of the padded file with which a part begins.
  static long plainStart(int part) {
    return part == 0 ? 0 : (long) part * (Limits.ATTACHMENT_PART_BYTES - TAG_BYTES) - HEADER_BYTES;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  private static AesGcmHkdfStreaming cipher(byte[] key) {
    byte[] own = Arrays.copyOf(key, KEY_BYTES);
    try {
      return new AesGcmHkdfStreaming(
          own, "HmacSha256", KEY_BYTES, Limits.ATTACHMENT_PART_BYTES, 0);
    } catch (InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("this platform lacks a cipher", e);
    } finally {
      Arrays.fill(own, (byte) 0);
    }
  }
}
