package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.busel.wire.Limits;
import org.busel.wire.v1.Acknowledge;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.RelayFrame;

/// Takes what is delivered to one device, and acknowledges it once for each turn of the loop. On the driver's event
/// loop only.
final class Receiver {
  private final Driver driver;
  private final Line line;
  private final Load load;
  private final List<ByteString> saved = new ArrayList<>();

  Receiver(Driver driver, Line line, Load load) {
    this.driver = driver;
    this.line = line;
    this.load = load;
    line.reader(this::arrived);
  }

  private void arrived(RelayFrame frame) {
    if (!frame.getPush().hasDelivery()) {
      return;
    }
    load.delivered();
    if (saved.isEmpty()) {
      driver.vertx().runOnContext(_ -> acknowledge());
    }
    saved.add(frame.getPush().getDelivery().getEnvelopeId());
    if (saved.size() == Limits.ACKNOWLEDGED_AT_ONCE) {
      acknowledge();
    }
  }

  private void acknowledge() {
    if (saved.isEmpty()) {
      return;
    }
    line.send(
        ClientFrame.newBuilder()
            .setAcknowledge(Acknowledge.newBuilder().addAllEnvelopeIds(saved))
            .build());
    saved.clear();
  }
}
