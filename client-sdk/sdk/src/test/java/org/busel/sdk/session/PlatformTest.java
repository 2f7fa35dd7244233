package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// libsignal is native, and stays behind its interface.
final class PlatformTest {
  @Test
  void aMachineWithoutTheNativeLibraryIsToldSo() {
    for (LinkageError missing :
        List.of(
            new UnsatisfiedLinkError("no signal_jni"),
            new ExceptionInInitializerError(new RuntimeException("no resource")),
            new NoClassDefFoundError("Native"))) {
      assertThatThrownBy(() ->
              Platform.require(() -> {
                throw missing;
              }))
          .isInstanceOf(UnsupportedPlatformException.class)
          .hasMessageContaining(System.getProperty("os.arch"))
          .hasMessageContaining("Linux x86-64")
          .hasCause(missing);
    }
  }

  @Test
  void thisMachineHasIt() {
    assertThatCode(Platform::require).doesNotThrowAnyException();
  }

  @Test
  void aTrustRootThatIsNoKeyIsRefusedAtOnce() {
    TestDevice device = new TestDevice(new VouchingRelay());

    assertThatThrownBy(
            () -> {
              var unused = Sessions.of(device.id, device.identity, ByteString.EMPTY, device.clock);
            })
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTypeOfLibsignalLeavesTheRoom() {
    List<Class<?>> shown =
        List.of(
            Sessions.class,
            SessionRecords.class,
            DeviceIdentity.class,
            KnownIdentity.class,
            SafetyNumber.class,
            OpenOutcome.Opened.class,
            SealOutcome.Sealed.class,
            StartOutcome.BadBundle.class);

    for (Class<?> type : shown) {
      assertThat(
              Arrays.stream(type.getMethods())
                  .flatMap(method -> signatureOf(method).stream())
                  .filter(name -> name.startsWith("org.signal")))
          .as(type.getSimpleName())
          .isEmpty();
    }
  }

  private static List<String> signatureOf(Method method) {
    return Stream.concat(
            Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()))
        .map(Class::getName)
        .toList();
  }
}
