package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the technique claims, in bytes: these do not depend on how fast the machine is. */
final class TlsoutbufTest {

  /** The seed's own operation. There an eighth is left: Go's engine allocates less per record. */
  @Test
  void theSeedsWriteAllocatesAQuarterWhereInTheSeedItIsAnEighth() throws Exception {
    long before = allocated("write", Variant.BEFORE);
    long after = allocated("write", Variant.AFTER);
    assertThat(after).isBetween(before * 13 / 100, before * 28 / 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first-wrap-100b", "first-wrap-10k"})
  void theFirstRecordOfAConnectionAllocatesAnEighthAtMost(String workload) throws Exception {
    long before = allocated(workload, Variant.BEFORE);
    long after = allocated(workload, Variant.AFTER);
    assertThat(after).isLessThan(before * 13 / 100);
  }

  /** The cost side: who keeps the buffer allocates none either. */
  @ParameterizedTest
  @ValueSource(strings = {"persistent-wrap-100b", "persistent-wrap-10k", "persistent-wrap-16k"})
  void onAPersistentConnectionPoolingSavesNothing(String workload) throws Exception {
    long before = allocated(workload, Variant.BEFORE);
    long after = allocated(workload, Variant.AFTER);
    assertThat(before).isLessThan(TlsoutbufTechnique.PACKET_BYTES / 4);
    assertThat(after).isCloseTo(before, within(before / 2));
  }

  private static Stream<Arguments> recordsOfWorkloads() {
    return Stream.of(
        Arguments.of("write", List.of(1170, 2340, 3510, 3220)),
        Arguments.of("first-wrap-10k", List.of(10_240)));
  }

  /**
   * What is left when the buffer is pooled is what the engine allocates for each record. How much
   * that is depends on how far it is compiled, so that there is some play.
   */
  @ParameterizedTest
  @MethodSource("recordsOfWorkloads")
  void whatAPooledWriteStillAllocatesIsTheEngines(String workload, List<Integer> records)
      throws Exception {
    long engines = 0;
    for (int length : records) {
      engines += allocatedByTheEngine(length);
    }
    long after = allocated(workload, Variant.AFTER);
    assertThat(after).isBetween(engines / 2, engines * 3 / 2);
    assertThat(allocated(workload, Variant.BEFORE) - after)
        .isCloseTo((long) TlsoutbufTechnique.PACKET_BYTES, within(engines / 4));
  }

  @Test
  void anIdleConnectionRetainsAPacketLess() throws Exception {
    long before = retainedByteArrays(Variant.BEFORE);
    long after = retainedByteArrays(Variant.AFTER);
    assertThat(before - after)
        .isBetween(
            TlsoutbufTechnique.PACKET_BYTES * 95L / 100,
            TlsoutbufTechnique.PACKET_BYTES * 105L / 100);
    assertThat(after)
        .as("what both have: the buffer to read into, of two packets")
        .isGreaterThan(2 * TlsoutbufTechnique.PACKET_BYTES);
  }

  private static long allocated(String workload, Variant variant) throws Exception {
    try (Operation operation = TlsoutbufTechnique.technique().workload(workload).open(variant)) {
      return Allocation.perRun(operation::run);
    }
  }

  private static long allocatedByTheEngine(int length) throws Exception {
    try (TlsConnection connection = TlsConnection.open(new Tls())) {
      SSLEngine engine = connection.server().engine();
      ByteBuffer data = ByteBuffer.allocate(length);
      ByteBuffer record = ByteBuffer.allocate(TlsoutbufTechnique.PACKET_BYTES);
      return Allocation.perRun(() -> engine.wrap(data.clear(), record.clear()));
    }
  }

  /** Bytes per connection in byte arrays: the slope between two counts, by class histogram. */
  private static long retainedByteArrays(Variant variant) throws Exception {
    // The first connection makes what all share, which is no growth.
    byteArrays(variant, 1);
    int few = 20;
    // What else lives meanwhile has to be less than the play; seen: five kilobytes, of 84 allowed.
    int many = 120;
    return (byteArrays(variant, many) - byteArrays(variant, few)) / (many - few);
  }

  private static long byteArrays(Variant variant, int count) throws Exception {
    Footprint footprint = TlsoutbufTechnique.technique().footprints().getFirst();
    long without = liveByteArraysInTheEnd();
    try (AutoCloseable idle = footprint.open(variant, count)) {
      long with = liveByteArraysInTheEnd();
      assertThat(idle).isNotNull();
      return with - without;
    }
  }

  /** Once no packet more is given up: what a closed connection had goes by and by. */
  private static long liveByteArraysInTheEnd() throws Exception {
    long before;
    long now = liveByteArrays();
    do {
      before = now;
      now = liveByteArrays();
    } while (now < before - TlsoutbufTechnique.PACKET_BYTES);
    return now;
  }

  private static long liveByteArrays() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {null},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.trim().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals("[B"))
        .mapToLong(columns -> Long.parseLong(columns[2]))
        .sum();
  }
}
