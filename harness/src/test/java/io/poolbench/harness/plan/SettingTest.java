package io.poolbench.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingTest {

  private static final RunPlan SMOKE = RunPlan.NAMED.getFirst();

  private static List<String> combine(List<String> collectors, List<String> heaps) {
    SequencedMap<String, List<String>> dimensions = new LinkedHashMap<>();
    dimensions.put("gc", collectors);
    dimensions.put("heap", heaps);
    return Setting.combine(dimensions);
  }

  private static List<String> jvmArgs(String workload, String setting) {
    Arm arm = new Arm("bufioreuse", workload, setting, "before");
    return Setting.jvmArgs(SMOKE, Trial.pending(0, 0, Trial.Kind.TIMING, arm));
  }

  @Test
  void everyCombinationIsMeasured() {
    assertThat(combine(List.of("g1", "zgc"), List.of("256m", "1g")))
        .containsExactly("gc=g1/heap=256m", "gc=g1/heap=1g", "gc=zgc/heap=256m", "gc=zgc/heap=1g");
    assertThat(combine(List.of(), List.of("1g"))).containsExactly("heap=1g");
    assertThat(combine(List.of(), List.of())).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gc; cms; --gc: found 'cms', expected one of [g1, parallel, serial, zgc]",
        "heap; big; --heap: found 'big', expected a size such as 512m or 2g",
        "headers; none; --headers: found 'none', expected one of [compact, plain]",
        "threads; green; --threads: found 'green', expected one of [platform, virtual]"
      })
  void whatCannotBeIsRefusedWithWhatCan(String dimension, String value, String message) {
    SequencedMap<String, List<String>> dimensions = new LinkedHashMap<>();
    dimensions.put(dimension, List.of(value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.combine(dimensions))
        .withMessage(message);
  }

  @Test
  void withoutASettingThePlansFlagsAreTheTrials() {
    assertThat(jvmArgs("loopback", "")).isEqualTo(SMOKE.jvmArgs());
  }

  @Test
  void aSettingReplacesWhatThePlanPins() {
    assertThat(jvmArgs("loopback", "gc=zgc/heap=1g/headers=compact"))
        .contains("-XX:+UseZGC", "-Xms1g", "-Xmx1g", "-XX:+UseCompactObjectHeaders")
        .contains("-XX:+AlwaysPreTouch")
        .doesNotContain("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");
  }

  @Test
  void threadsAreThoseOfTheWorkloadUnlessTheSettingSaysOtherwise() {
    String virtual = "-Djmh.executor=VIRTUAL";
    assertThat(jvmArgs("fakeconn-threads", "")).contains(virtual);
    assertThat(jvmArgs("fakeconn-threads", "threads=platform")).doesNotContain(virtual);
    assertThat(jvmArgs("loopback", "")).doesNotContain(virtual);
    assertThat(jvmArgs("loopback", "threads=virtual")).contains(virtual);
  }

  @Test
  void aSettingIsPartOfTheBenchmarksNameAndOfTheFiles() {
    Arm arm = new Arm("bufioreuse", "fakeconn", "gc=g1/heap=1g", "after");
    assertThat(arm.benchmark()).isEqualTo("Bufioreuse/op=fakeconn/gc=g1/heap=1g");
    assertThat(Trial.pending(7, 0, Trial.Kind.CENSUS, arm).result())
        .isEqualTo("trials/0007-bufioreuse-fakeconn-after-gc-g1-heap-1g-census.json");
  }
}
