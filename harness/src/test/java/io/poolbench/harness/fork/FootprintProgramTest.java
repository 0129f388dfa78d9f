package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.harness.jar.Jvm;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Variant;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FootprintProgramTest {

  /**
   * Units that hold what they are told to, beside something that they share. Not a record: JOL
   * reads the offsets of its fields only with an agent.
   */
  private static final class Held implements AutoCloseable {
    private final List<Object> units;

    @SuppressWarnings("UnusedVariable") // it is counted
    private final ByteBuffer shared = ByteBuffer.allocate(1 << 20);

    Held(List<Object> units) {
      this.units = units;
    }

    @Override
    public void close() throws Exception {
      for (Object unit : units) {
        if (unit instanceof AutoCloseable closeable) {
          closeable.close();
        }
      }
    }
  }

  @FunctionalInterface
  private interface Unit {
    Object open() throws Exception;
  }

  private static Footprint footprint(Unit before, Unit after) {
    return Footprint.of("idle", "conn", count -> hold(before, count), count -> hold(after, count));
  }

  private static Held hold(Unit unit, int count) throws Exception {
    List<Object> units = new ArrayList<>(count);
    for (int opened = 0; opened < count; opened++) {
      units.add(unit.open());
    }
    return new Held(units);
  }

  private static double metric(Footprint footprint, Variant variant, String unit) throws Exception {
    return TechniqueFootprint.metrics(FootprintProgram.measure(footprint, variant, 200))
        .getOrDefault(unit, Double.NaN);
  }

  @Test
  void oneMoreArrayOf1000BytesShowsAs1016Bytes() throws Exception {
    Footprint footprint =
        footprint(() -> new byte[16384], () -> List.of(new byte[16384], new byte[1000]));
    double more =
        metric(footprint, Variant.AFTER, "retained-B/conn")
            - metric(footprint, Variant.BEFORE, "retained-B/conn");
    // The list of two that holds them both takes 24 bytes.
    assertThat(more - 24).isCloseTo(1016, within(1e-9));
  }

  @Test
  void bytesAreToldByClass() throws Exception {
    Footprint footprint = footprint(() -> new byte[1000], () -> new long[10]);
    assertThat(FootprintProgram.measure(footprint, Variant.BEFORE, 200).bytesByClass())
        .containsEntry("byte[]", 1016.0);
    assertThat(FootprintProgram.measure(footprint, Variant.AFTER, 200).bytesByClass())
        .containsEntry("long[]", 96.0)
        .doesNotContainKey("byte[]");
  }

  @Test
  void directMemoryIsCountedApart() throws Exception {
    Footprint footprint = footprint(() -> ByteBuffer.allocateDirect(4096), Object::new);
    assertThat(metric(footprint, Variant.BEFORE, "direct-B/conn")).isCloseTo(4096, within(1e-9));
    assertThat(metric(footprint, Variant.AFTER, "direct-B/conn")).isZero();
  }

  @Test
  void descriptorsAreCounted() throws Exception {
    Footprint footprint = footprint(FootprintProgramTest::openFile, Object::new);
    assertThat(metric(footprint, Variant.BEFORE, "fds/conn")).isEqualTo(1);
    assertThat(metric(footprint, Variant.AFTER, "fds/conn")).isZero();
  }

  /** In a JVM of its own, in which no virtual thread has waited yet. */
  static final class Waiting {
    private static int opened;

    private Waiting() {}

    public static void main(String[] args) throws Exception {
      Footprint footprint =
          footprint(
              () -> {
                // The fifth is the first that is counted: four are held before, uncounted.
                if (++opened == 5) {
                  FootprintProgram.letAVirtualThreadWait();
                }
                return "";
              },
              Object::new);
      FootprintProgram.Result result = FootprintProgram.measure(footprint, Variant.BEFORE, 4);
      System.out.println(result.half().descriptors() + " " + result.whole().descriptors());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // descriptors are told there
  void whatTheJdkOpensWhenAVirtualThreadHasToWaitIsNotCounted() throws Exception {
    Process process = Jvm.start(Waiting.class);
    try {
      List<String> output = process.inputReader().readAllLines();
      assertThat(process.waitFor()).as("%s", output).isZero();
      assertThat(output.getLast()).isEqualTo("0 0");
    } finally {
      process.destroyForcibly();
    }
  }

  private static InputStream openFile() throws Exception {
    return Files.newInputStream(Path.of(System.getProperty("java.home"), "release"));
  }
}
