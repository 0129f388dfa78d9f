package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code jmh/result.json} is laid out as JMH 1.37 writes it with {@code -rf json}. */
final class JmhJsonTest {

  private static ResultSet result() {
    try (InputStream stream =
        Objects.requireNonNull(JmhJsonTest.class.getResourceAsStream("/jmh/result.json"))) {
      return ResultFiles.read(List.of(new Input("jmh", "-")), stream);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Double> values(String name, String unit) {
    return result().measurements().stream()
        .filter(m -> m.benchmark().name().path().equals(name) && m.unit().equals(unit))
        .flatMap(m -> m.values().boxed())
        .toList();
  }

  private static final String ENCODE = "EncodeBenchmark.encode/kind=heap/size=1024";

  @Test
  void aForkIsOneSampleTheMeanOfItsIterations() {
    assertThat(values(ENCODE, "sec/op")).containsExactly(11 * 1e-6, 12 * 1e-6, 13 * 1e-6);
  }

  @Test
  void churnGoesByItsUnit() {
    assertThat(values(ENCODE, "B/op")).containsExactly(1024.0, 1025.0, 1024.0);
  }

  @Test
  void otherSecondaryMetricsKeepTheirName() {
    assertThat(values(ENCODE, "gc.alloc.rate-B/sec")).containsExactly(0x1p21, 0x1p21, 0x1p21);
    assertThat(values(ENCODE, "cycles/op")).containsExactly(7.0, 8.0, 9.0);
  }

  @Test
  void aForkThatIsNotFiniteIsLeftOutWithAFinding() {
    assertThat(values(ENCODE, "gc.count")).containsExactly(3.0, 7.0);
    assertThat(result().findings())
        .containsExactly(
            new Finding("-", ENCODE + ": fork 2 has no finite value of gc.count; it is left out"));
  }

  @Test
  void throughputIsPerSecondAndBetterHigh() {
    assertThat(values("EncodeBenchmark.encode/threads=4", "op/sec")).containsExactly(3000.0);
    assertThat(Objects.requireNonNull(result().metrics().get("op/sec")).better())
        .isEqualTo(Better.HIGHER);
  }

  @Test
  void aHistogramWeighsItsBins() {
    assertThat(values("EncodeBenchmark.sampled", "sec/op")).containsExactly(2 * 1e-3);
  }

  @Test
  void packageAndModeSplitTables() {
    assertThat(result().measurements().getFirst().benchmark().configuration())
        .containsEntry("pkg", "org.example.codec")
        .containsEntry("mode", "avgt");
  }

  @Test
  void otherJsonIsRefused() {
    assertRefused("{\"a\":1}", "-: JSON that is no array; expected a JMH result");
    assertRefused("[{\"a\":1}]", "an object without benchmark and primaryMetric");
    assertRefused("[]", "holds no benchmark result");
  }

  @Test
  void aTruncatedFileIsRefusedWithItsPlace() {
    assertRefused("[{\"benchmark\":\"a.B.c\",\n\"prim", "-:2:6: is malformed JSON: Unexpected end");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(
            () ->
                ResultFiles.read(
                    List.of(new Input("jmh", "-")),
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
