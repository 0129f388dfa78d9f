package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Variants that do less work, each of which every workload must find out. */
@Timeout(60)
final class LessWorkTest {

  private static final int LENGTH = 10 << 10;
  private static final int RUNS = 11;

  interface Workload {
    Operation open(Writers writers) throws Exception;
  }

  interface Step {
    boolean write(ByteBuffer data) throws IOException;
  }

  /** Passes each write to a step, which has the real writer. */
  private record Broken(Step step) implements RecordWriter {
    @Override
    public boolean write(ByteBuffer data) throws IOException {
      return step.write(data);
    }

    @Override
    public boolean close() {
      throw new UnsupportedOperationException("no workload closes its writers");
    }
  }

  private static Stream<Named<Workload>> workloads() {
    return Stream.of(
        Named.of("write", writers -> LiveWrite.first(writers, RecordLayer::fresh, LENGTH)),
        Named.of("first-wrap", writers -> LiveWrite.first(writers, RecordLayer::warm, LENGTH)),
        Named.of("persistent-wrap", writers -> LiveWrite.persistent(writers, LENGTH)));
  }

  /** Encrypts zeros instead of the data. */
  private static RecordWriter blank(RecordWriter real) {
    return new Broken(data -> real.write(ByteBuffer.allocate(data.remaining())));
  }

  private static final Writers BLANK =
      (records, sink) -> blank(TlsoutbufTechnique.before().open(records, sink));

  /** Says that it has written all, and has written half. */
  private static final Writers HALF =
      (records, sink) -> {
        RecordWriter real = TlsoutbufTechnique.before().open(records, sink);
        return new Broken(data -> real.write(data.slice(0, data.remaining() / 2)));
      };

  /** Sends records that look like those of TLS, with the data in the clear. */
  private static final Writers CLEAR =
      (records, sink) ->
          new Broken(
              data -> {
                int length = data.remaining() + RecordLayer.OVERHEAD - 5;
                ByteBuffer record = ByteBuffer.allocate(5 + length);
                record.put((byte) 23).putShort((short) 0x0303).putShort((short) length).put(data);
                sink.write(record.clear());
                return true;
              });

  /** Does nothing at all. */
  private static final Writers IDLE = (records, sink) -> new Broken(data -> true);

  /** Encrypts once and sends that ever again, on every connection. */
  private static Writers repeating() {
    List<byte[]> first = new ArrayList<>();
    return (records, sink) -> {
      Wire wire = new Wire();
      RecordWriter real = TlsoutbufTechnique.before().open(records, wire);
      return new Broken(
          data -> {
            if (first.isEmpty()) {
              real.write(data);
              first.add(wire.taken());
            }
            sink.write(ByteBuffer.wrap(first.getFirst()));
            return true;
          });
    };
  }

  /** Encrypts what lay in its buffer, the first data of that length that it ever had. */
  private static Writers stale() {
    Map<Integer, byte[]> first = new HashMap<>();
    return (records, sink) -> {
      RecordWriter real = TlsoutbufTechnique.before().open(records, sink);
      return new Broken(
          data -> {
            byte[] content = Wire.content(data.duplicate());
            return real.write(
                ByteBuffer.wrap(first.computeIfAbsent(content.length, length -> content)));
          });
    };
  }

  /** Works well for all the runs of the catalogue's test, and encrypts zeros from then on. */
  private static Writers tired() {
    AtomicInteger writes = new AtomicInteger();
    return (records, sink) -> {
      RecordWriter real = TlsoutbufTechnique.before().open(records, sink);
      RecordWriter blank = blank(real);
      return new Broken(data -> (writes.incrementAndGet() > RUNS + 8 ? blank : real).write(data));
    };
  }

  private static Stream<Arguments> broken() {
    return workloads()
        .flatMap(
            workload ->
                Stream.of(
                        Named.of("blank", BLANK),
                        Named.of("half", HALF),
                        Named.of("clear", CLEAR),
                        Named.of("idle", IDLE),
                        Named.of("repeating", repeating()),
                        Named.of("stale", stale()),
                        Named.of("tired", tired()))
                    .map(named -> Arguments.of(workload, named)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whoDoesLessIsFoundOut(Workload workload, Writers broken) throws Exception {
    long expected = digests(workload, TlsoutbufTechnique.before()).getFirst();
    assertThatThrownBy(() -> assertThat(digests(workload, broken)).containsOnly(expected))
        .isNotNull();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void whoDoesAllIsNot(Workload workload) throws Exception {
    long expected = digests(workload, TlsoutbufTechnique.before()).getFirst();
    assertThat(digests(workload, TlsoutbufTechnique.after(TlsoutbufTechnique.newPool())))
        .containsOnly(expected);
  }

  private static Stream<Named<Writers>> brokenOnSockets() {
    return Stream.of(
        Named.of("blank", BLANK), Named.of("clear", CLEAR), Named.of("stale", stale()));
  }

  /** Who sends nothing there hangs, and runs out of its time. */
  @ParameterizedTest
  @MethodSource("brokenOnSockets")
  void whoDoesLessOnSocketsIsFoundOut(Writers broken) throws Exception {
    long expected = digests(Steady::new, TlsoutbufTechnique.before()).getFirst();
    assertThatThrownBy(() -> assertThat(digests(Steady::new, broken)).containsOnly(expected))
        .isNotNull();
  }

  private static List<Long> digests(Workload workload, Writers writers) throws Exception {
    List<Long> digests = new ArrayList<>();
    try (Operation operation = workload.open(writers)) {
      for (int run = 0; run < RUNS; run++) {
        digests.add(operation.run());
      }
    }
    return digests;
  }
}
