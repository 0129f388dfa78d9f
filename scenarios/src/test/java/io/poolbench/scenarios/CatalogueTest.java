package io.poolbench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

final class CatalogueTest {

  private static Stream<Technique> techniques() {
    return Catalogue.techniques().stream();
  }

  @ParameterizedTest
  @MethodSource("techniques")
  void everyVariantPutsOutTheSameBytes(Technique technique) throws Exception {
    for (Workload workload : technique.workloads()) {
      long expected = digest(workload, Variant.BEFORE);
      for (Variant variant : workload.arms()) {
        assertThat(digest(workload, variant))
            .as("%s/%s/%s", technique.name(), workload.name(), variant.label())
            .isEqualTo(expected);
      }
    }
  }

  private static long digest(Workload workload, Variant variant) throws Exception {
    try (Operation operation = open(workload, variant)) {
      long first = operation.run();
      for (int repeat = 0; repeat < 10; repeat++) {
        assertThat(operation.run()).as("repeat %d of %s", repeat, workload.name()).isEqualTo(first);
      }
      return first;
    }
  }

  private static Operation open(Workload workload, Variant variant) throws Exception {
    try {
      return workload.open(variant);
    } catch (UnsupportedOperationException e) {
      throw new TestAbortedException(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @MethodSource("techniques")
  void namesAreWhatEveryToolCanRead(Technique technique) {
    assertThat(technique.name()).matches("[a-z][a-z0-9]*");
    for (Workload workload : technique.workloads()) {
      assertThat(workload.name()).matches("[a-z][a-z0-9-]*").doesNotMatch(".*-\\d*");
      assertThat(workload.arms()).hasSizeGreaterThan(1).startsWith(Variant.BEFORE);
    }
  }

  @ParameterizedTest
  @MethodSource("techniques")
  void everyTechniqueThatPoolsIsHeldToThePoolContract(Technique technique) throws Exception {
    if (technique.reuse() == Technique.Reuse.POOLED) {
      String contract = "io.poolbench.scenarios." + technique.name() + ".PoolContractTest";
      assertThat(PoolContract.class).isAssignableFrom(Class.forName(contract));
    }
  }

  @ParameterizedTest
  @MethodSource("techniques")
  void everyTechniqueIsFoundByItsOwnName(Technique technique) {
    assertThat(Catalogue.technique(technique.name()).name()).isEqualTo(technique.name());
    assertThat(Catalogue.techniques()).extracting(Technique::name).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownTechniqueIsRefusedWithTheNamesThatExist() {
    assertThatThrownBy(() -> Catalogue.technique("nosuch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no technique nosuch; there are [");
  }
}
