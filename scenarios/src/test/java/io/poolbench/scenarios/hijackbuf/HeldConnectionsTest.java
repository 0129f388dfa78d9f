package io.poolbench.scenarios.hijackbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.ConnectionReader;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was opened before a failure is closed by it: nobody has got what he could close. */
@Timeout(60)
final class HeldConnectionsTest {

  private final List<ProcessHandle> before = ProcessHandle.current().children().toList();

  @AfterEach
  void noProcessIsLeft() {
    assertThat(ProcessHandle.current().children()).isSubsetOf(before);
  }

  @Test
  void whenNoConnectionIsTakenOverThePeersAreEnded() {
    Takeover refusing =
        new Takeover() {
          @Override
          public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
            throw new IOException("planted: cannot be hijacked");
          }

          @Override
          public void handlerReturned(ConnectionReader reader) {}
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> new HeldConnections(refusing, 2, 2))
        .withMessageContaining("0 connections, and no more within 2 s");
  }

  @Test
  void whenAHandlerDoesNotReturnThePeersAreEnded() {
    After after = new After();
    Takeover breaking =
        new Takeover() {
          @Override
          public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
            return after.sink(current, transport);
          }

          @Override
          public void handlerReturned(ConnectionReader reader) {
            throw new IllegalStateException("planted: does not return");
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> new HeldConnections(breaking, 2, 5))
        .withMessageContaining("within 5 s");
  }
}
