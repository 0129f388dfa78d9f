package io.poolbench.scenarios.hijackbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.ConnectionReader;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A variant that does less than the work is found out. */
@Timeout(60)
final class WorkTest {

  /** Hands out a writer that leads nowhere. */
  private static final class Deaf implements Takeover {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) {
      return new BufferedSink(new MemoryTransport(new byte[0]), BufferedSink.SIZE);
    }

    @Override
    public void handlerReturned(ConnectionReader reader) {}
  }

  /** Takes nothing over. */
  private static final class Refusing implements Takeover {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      throw new IOException("cannot be hijacked");
    }

    @Override
    public void handlerReturned(ConnectionReader reader) {}
  }

  @Test
  void whoWritesNothingIsFoundOut() throws Exception {
    try (LoopbackHijack honest = new LoopbackHijack(new Before());
        LoopbackHijack deaf = new LoopbackHijack(new Deaf())) {
      assertThat(deaf.run()).isNotEqualTo(honest.run());
    }
  }

  @Test
  void whoDoesNotTakeOverASocketIsFoundOut() throws Exception {
    try (LoopbackHijack honest = new LoopbackHijack(new Before());
        LoopbackHijack refusing = new LoopbackHijack(new Refusing())) {
      assertThat(refusing.run()).isNotEqualTo(honest.run());
    }
  }

  @Test
  void whoTakesNothingOverIsFoundOut() throws Exception {
    try (FakeHijack one = FakeHijack.onOneThread(new Refusing());
        FakeHijack threads = FakeHijack.onThreads(new Refusing());
        FakeHijack pending = FakeHijack.withReadPending(new Refusing())) {
      assertThatThrownBy(one::run).hasMessageContaining("not taken over");
      assertThatThrownBy(threads::run).hasMessageContaining("not taken over");
      assertThatThrownBy(pending::run).hasMessageContaining("not taken over");
    }
  }

  @Test
  void aWriterThatLeadsNowhereIsFoundOutWhenTheOperationIsClosed() throws Exception {
    for (FakeHijack deaf :
        List.of(
            FakeHijack.onOneThread(new Deaf()),
            FakeHijack.onThreads(new Deaf()),
            FakeHijack.withReadPending(new Deaf()))) {
      deaf.run();
      assertThatThrownBy(deaf::close).hasMessageContaining("leads nowhere");
    }
  }

  @Test
  void theWritersOfBothVariantsLeadToTheConnection() throws Exception {
    for (Takeover honest : List.of(new Before(), new After())) {
      for (FakeHijack fake :
          List.of(
              FakeHijack.onOneThread(honest),
              FakeHijack.onThreads(honest),
              FakeHijack.withReadPending(honest))) {
        try (fake) {
          fake.run();
        }
      }
    }
  }
}
