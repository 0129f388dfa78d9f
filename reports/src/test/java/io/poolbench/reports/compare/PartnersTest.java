package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PartnersTest {

  private static List<String> findings(Measurement... measurements) {
    return Measured.texts(Measured.compared(measurements).findings());
  }

  /** Measures one benchmark in both files, and these in the old one only. */
  private static List<String> findingsWithOnlyOld(String... names) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(Measured.in("old", "Common", 1));
    measurements.add(Measured.in("new", "Common", 1));
    for (String name : names) {
      measurements.add(Measured.in("old", name, 1));
    }
    return findings(measurements.toArray(Measurement[]::new));
  }

  @Test
  void fiveBenchmarksWithoutPartnerAreAllNamed() {
    assertThat(findingsWithOnlyOld("A", "B", "C", "D", "E"))
        .contains("compare: 5 of 6 benchmarks have no partner, being only in old: A, B, C, D, E");
  }

  @Test
  void theNamesBeyondFiveAreCounted() {
    assertThat(findingsWithOnlyOld("A", "B", "C", "D", "E", "F", "G"))
        .contains(
            "compare: 7 of 8 benchmarks have no partner, being only in old: A, B, C, D, E and 2"
                + " more");
  }

  private static Measurement bytes(String file) {
    return Measured.in(file, "A", Map.of(), "B/op", 1);
  }

  @Test
  void aTableThatLacksTheFirstColumnNamesItsBase() {
    assertThat(
            findings(
                Measured.in("a", "A", 1),
                Measured.in("b", "A", 1),
                Measured.in("c", "A", 1),
                bytes("b"),
                bytes("c")))
        .filteredOn(text -> text.contains("has no result here"))
        .containsExactly("B/op: a has no result here, so the others are compared with b");
  }

  @Test
  void aTableOfOneColumnNeedsNoBase() {
    assertThat(findings(Measured.in("a", "A", 1), Measured.in("b", "A", 1), bytes("b")))
        .noneMatch(text -> text.contains("has no result here"));
  }
}
