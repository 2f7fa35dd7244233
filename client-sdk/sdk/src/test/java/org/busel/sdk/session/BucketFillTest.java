package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.busel.wire.SealedContent;
import org.busel.wire.SizeBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Every sealed message is exactly of a size bucket.
final class BucketFillTest {
  @Test
  void everyInnerLengthIsFilledToTheSmallestBucketThatCanBeMet() {
    int refused = 0;
    for (int inner = 100; inner <= SizeBucket.LARGEST_BYTES; inner++) {
      Optional<BucketFill> fill = BucketFill.of(inner);
      if (fill.isEmpty()) {
        refused++;
        continue;
      }
      int filled = BucketFill.sealedSize(inner + lengthOf(fill.get()));

      assertThat(SizeBucket.isBucket(filled)).as("inner length %d", inner).isTrue();
      assertThat(filled).as("inner length %d", inner).isEqualTo(expectedBucket(inner));
    }
    assertThat(refused).as("only what the largest bucket cannot hold").isEqualTo(96);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/vectors/session/bucket-fill.csv", numLinesToSkip = 1)
  void theFillingIsAsTheVectorsSay(int inner, int bucket, int groupIdBytes, boolean hint) {
    BucketFill fill = BucketFill.of(inner).orElseThrow();

    assertThat(fill).isEqualTo(new BucketFill(groupIdBytes, hint));
    assertThat(BucketFill.sealedSize(inner + lengthOf(fill))).isEqualTo(bucket);
  }

  @Test
  void everyLengthOfTextIsSealedToABucketAndOpenedWhole() {
    TestDevice[] both = TestDevice.inConversation(new VouchingRelay());
    TestDevice alice = both[0];
    TestDevice bob = both[1];
    // Lengths step so that all residues and both sides of every bucket are met within a second or
    // two.
    for (int length = 0; length < Sessions.MAX_CONTENT_BYTES - 200; length += step(length)) {
      String text = "x".repeat(length);
      SealedContent sealed = alice.seal(bob, text); // the type refuses what is no bucket

      assertThat(sealed.bytes().size()).isGreaterThan(length);
      assertThat(bob.openText(sealed)).isEqualTo(text);
    }
  }

  @Test
  void firstMessagesAreOfABucketToo() {
    VouchingRelay relay = new VouchingRelay();
    TestDevice bob = new TestDevice(relay);
    TestDevice alice = new TestDevice(relay);
    alice.startWith(bob, 0);
    for (int length = 0; length < 9000; length += 37) {
      String text = "x".repeat(length);

      assertThat(bob.openText(alice.seal(bob, text))).isEqualTo(text);
    }
  }

  @Test
  void theLongestContentFitsAndOneByteMoreIsTooLarge() {
    TestDevice[] both = TestDevice.inConversation(new VouchingRelay());
    TestDevice alice = both[0];
    TestDevice bob = both[1];
    int around =
        TestDevice.text("x".repeat(80_000)).toBuilder()
                .setFrom(Addresses.content(alice.id))
                .setTo(Addresses.content(bob.id))
                .build()
                .getSerializedSize()
            - 80_000;
    int longest = Sessions.MAX_CONTENT_BYTES - around;

    assertThat(bob.openText(alice.seal(bob, "x".repeat(longest)))).hasSize(longest);
    assertThat(
            alice.sessions.seal(
                alice.records, bob.id, TestDevice.text("x".repeat(longest + 1)), alice.certificate))
        .isEqualTo(new SealOutcome.TooLarge(Sessions.MAX_CONTENT_BYTES));
  }

  private static int step(int length) {
    return length < 2100 ? 7 : 467;
  }

  private static int lengthOf(BucketFill fill) {
    int header = fill.groupIdBytes() == 0 ? 0 : 1 + varint(fill.groupIdBytes());
    return header + fill.groupIdBytes() + (fill.hint() ? 2 : 0);
  }

  /// One missing byte is the only gap that nothing fills.
  private static int expectedBucket(int inner) {
    int sealed = BucketFill.sealedSize(inner);
    return SizeBucket.smallestFor(SizeBucket.isBucket(sealed + 1) ? sealed + 2 : sealed).orElse(0);
  }

  private static int varint(int value) {
    int bytes = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }
}
