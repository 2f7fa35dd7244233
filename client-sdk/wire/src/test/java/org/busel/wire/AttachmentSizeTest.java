package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.util.Random;
import java.util.TreeSet;
import org.busel.wire.v1.OpenAttachment;
import org.busel.wire.v1.UploadToken;
import org.junit.jupiter.api.Test;

/// What a relay can tell from how long an attachment is, and what it takes.
class AttachmentSizeTest {
  @Test
  void paddingHidesTheLengthAndCostsAnEighthAtMost() {
    Random random = new Random(31);
    TreeSet<Long> seen = new TreeSet<>();
    for (int i = 0; i < 100_000; i++) {
      long file = random.nextInt(Limits.ATTACHMENT_FILE_BYTES + 1);
      long padded = AttachmentSize.padded(file);

      assertThat(padded).isGreaterThanOrEqualTo(file);
      assertThat(padded - Math.max(file, Limits.ATTACHMENT_PADDED_LEAST))
          .isLessThanOrEqualTo(padded / 8);
      assertThat(AttachmentSize.padded(padded)).isEqualTo(padded);
      seen.add(padded);
    }
    assertThat(seen).hasSizeLessThan(400);
  }

  @Test
  void onlyLengthsOfPaddedFilesAreTaken() {
    for (long file : new long[] {0, 70_000, 1_000_000, Limits.ATTACHMENT_FILE_BYTES}) {
      long sealed = AttachmentSize.sealed(file);

      assertThat(AttachmentSize.isSealed(sealed)).isTrue();
      assertThat(AttachmentSize.isSealed(sealed - 1)).isFalse();
      assertThat(AttachmentSize.isSealed(sealed + 1)).isFalse();
    }
    for (long odd : new long[] {Long.MIN_VALUE, -1, 0, 39, 40, 56, 1_000, Long.MAX_VALUE}) {
      assertThat(AttachmentSize.isSealed(odd)).isFalse();
    }
    long largest = AttachmentSize.sealed(Limits.ATTACHMENT_FILE_BYTES);
    assertThat(AttachmentSize.isSealed(2 * largest)).isFalse();
  }

  @Test
  void aFileAboveTheLimitHasNoSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttachmentSize.padded(Limits.ATTACHMENT_FILE_BYTES + 1L));
    assertThatIllegalArgumentException().isThrownBy(() -> AttachmentSize.padded(-1));
  }

  @Test
  void bodiesThatBreakARuleAreMalformedAndNothingElse() {
    Random random = new Random(7);
    UploadToken token =
        UploadToken.newBuilder()
            .setUploadKey(ByteString.copyFrom(new byte[32]))
            .setSignature(ByteString.copyFrom(new byte[256]))
            .build();
    OpenAttachment good =
        OpenAttachment.newBuilder()
            .setSealedBytes(AttachmentSize.sealed(0))
            .addTokens(token)
            .build();

    assertThat(AttachmentBodies.open(good.toByteString())).isInstanceOf(Decoded.Frame.class);
    for (OpenAttachment bad :
        new OpenAttachment[] {
          good.toBuilder().setSealedBytes(1).build(),
          good.toBuilder().clearTokens().build(),
          good.toBuilder().setTokens(0, token.toBuilder().clearUploadKey()).build(),
          good.toBuilder().setTokens(0, token.toBuilder().clearSignature()).build(),
          good.toBuilder().addAllTokens(java.util.Collections.nCopies(7, token)).build()
        }) {
      assertThat(AttachmentBodies.open(bad.toByteString())).isInstanceOf(Decoded.Malformed.class);
    }
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      ByteString bytes = ByteString.copyFrom(noise);
      assertThat(AttachmentBodies.open(bytes)).isInstanceOf(Decoded.Malformed.class);
      assertThat(AttachmentBodies.key(bytes)).isInstanceOf(Decoded.Malformed.class);
      assertThat(AttachmentBodies.parts(bytes)).isInstanceOf(Decoded.Malformed.class);
    }
  }
}
