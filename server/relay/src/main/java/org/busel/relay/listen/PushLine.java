package org.busel.relay.listen;

import java.time.Duration;
import org.busel.mailbox.Envelope;
import org.busel.relay.deliver.InboxLine;
import org.busel.wire.CloseCode;
import org.busel.wire.v1.Push;
import org.busel.wire.v1.RelayFrame;

/// A connection as an inbox sees it. Threads are as [InboxLine] says.
final class PushLine implements InboxLine {
  private final Connection connection;
  private final Floor floor;

  PushLine(Connection connection, Floor floor) {
    this.connection = connection;
    this.floor = floor;
  }

  @Override
  public void push(Push push) {
    connection.peer().send(RelayFrame.newBuilder().setPush(push).build());
  }

  @Override
  public void deliver(Envelope envelope) {
    connection.peer().sendDelivery(envelope);
  }

  @Override
  public boolean isFull() {
    return !connection.takesPushes();
  }

  @Override
  public void onLoop(Runnable work) {
    floor.post(work);
  }

  @Override
  public boolean isBehind() {
    return floor.isBehind();
  }

  @Override
  public void later(Duration delay, Runnable work) {
    floor.later(Math.max(1, delay.toMillis()), work);
  }

  @Override
  public void offLoop(Runnable work) {
    floor.hall().threads().execute(work);
  }

  @Override
  public void replaced() {
    connection.end(CloseCode.REPLACED, "the device has logged in elsewhere");
  }

  @Override
  public void removed() {
    connection.end(CloseCode.LOGIN_REFUSED, "the account has removed this device");
  }
}
