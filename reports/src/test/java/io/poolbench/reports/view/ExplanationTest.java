package io.poolbench.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.view.Explanation.Allocation;
import io.poolbench.reports.view.Explanation.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

  private static final Tally ONE = new Tally(1, 24);

  private static Allocation at(String type, String site) {
    return new Allocation(type, site, ONE);
  }

  private static List<String> objects(
      Map<String, Tally> before,
      Map<String, Tally> after,
      List<Allocation> sitesBefore,
      List<Allocation> sitesAfter) {
    return Explanation.ofObjects("X", "B/op", before, after, sitesBefore, sitesAfter).lines();
  }

  @Test
  void theClassIsCountedAndItsSiteRecorded() {
    assertThat(
            objects(
                Map.of("a.Node", ONE),
                Map.of("a.Node", ONE, "java.lang.Integer", new Tally(1, 16)),
                List.of(at("a.Node", "a.Codec.encode:41")),
                List.of(
                    at("a.Node", "a.Codec.encode:41"),
                    at("java.lang.Integer", "a.Codec$Part.encode:42"))))
        .containsExactly(
            "X B/op: +1 java.lang.Integer (+16 B) at a.Codec$Part.encode(Codec.java:42)");
  }

  @Test
  void aLineThatMovedIsNoChange() {
    assertThat(
            objects(
                Map.of("a.Node", ONE),
                Map.of("a.Node", new Tally(2, 48)),
                List.of(at("a.Node", "a.Codec.encode:41")),
                List.of(at("a.Node", "a.Codec.encode:44"), at("a.Node", "a.Codec.more:9"))))
        .containsExactly("X B/op: +1 a.Node (+24 B) at a.Codec.more(Codec.java:9)");
  }

  @Test
  void whatNoSiteExplainsHasNone() {
    assertThat(objects(Map.of(), Map.of("byte[]", new Tally(0.5, 2048.25)), List.of(), List.of()))
        .containsExactly("X B/op: +0.50 byte[] (+2048.25 B)");
    assertThat(objects(Map.of(), Map.of(), List.of(), List.of()))
        .containsExactly("X B/op: the recording shows no call site that explains it");
  }

  @Test
  void timeIsSharedOutByTheSamples() {
    assertThat(
            Explanation.ofTime(
                    "X",
                    "sec/op",
                    100e-9,
                    120e-9,
                    Map.of("a.Codec.encode", 0.5, "a.Codec.rest", 0.5),
                    Map.of("a.Codec.encode", 7 / 12.0, "a.Codec.rest", 5 / 12.0))
                .lines())
        .containsExactly("X sec/op: +20.0 ns/op in a.Codec.encode (50.0 % -> 58.3 % of CPU time)");
  }
}
