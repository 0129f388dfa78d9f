package io.poolbench.scenarios.smb2;

import java.io.IOException;

/**
 * A client whose only thread is its reader's: it sends a request, and receives until the answer is
 * there. For one reader; no thread is woken, so that time and allocation are those of the work.
 */
final class OneThreadClient extends Client {

  private final Sender sender;
  private final Receiver receiver;

  OneThreadClient(Wire wire, Session session, ReceiveBuffers buffers, Credits credits) {
    super(wire, credits);
    sender = new Sender(wire.out(), session);
    receiver = new Receiver(wire.in(), buffers, session, credits, exchanges);
  }

  @Override
  void dispatch(Exchange exchange) throws IOException {
    sender.send(exchange);
  }

  @Override
  Answer receive(Exchange exchange) throws IOException, InterruptedException {
    while (!exchange.isOver()) {
      receiver.receive();
    }
    return exchange.await();
  }
}
