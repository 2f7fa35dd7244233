package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class SizeBucketTest {
  @Test
  void everyLengthUpToTheLargestBucketGoesIntoTheSmallestThatHoldsIt() {
    int previous = 0;
    for (int bytes = 0; bytes <= SizeBucket.LARGEST_BYTES; bytes++) {
      int bucket = SizeBucket.smallestFor(bytes).orElseThrow();

      assertThat(bucket >= bytes && bucket >= previous && SizeBucket.isBucket(bucket)).isTrue();
      assertThat(bucket == previous || bytes == previous + 1 || bytes == 0).isTrue();
      previous = bucket;
    }
  }

  @Test
  void nothingHoldsMoreThanTheLargestBucket() {
    assertThat(SizeBucket.smallestFor(SizeBucket.LARGEST_BYTES + 1)).isEmpty();
  }

  @Test
  void sealedContentOutsideTheBucketsCannotBeMade() {
    ByteString odd = ByteString.copyFrom(new byte[1000]);

    assertThatThrownBy(() -> new SealedContent(odd)).isInstanceOf(IllegalArgumentException.class);
  }
}
