package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JmhScoresTest {

  private static JsonNode entry(String score, String raw, String gcScore, String gcRaw) {
    return JsonMapper.shared()
        .readTree(
            """
            {"forks": 1,
             "primaryMetric": {"score": %s, "rawData": [[%s]]},
             "secondaryMetrics": {"gc.count": {"score": %s, "rawData": [[%s]]}}}
            """
                .formatted(score, raw, gcScore, gcRaw));
  }

  private static double gcCount(JsonNode entry) {
    return entry.at("/secondaryMetrics/gc.count/score").asDouble();
  }

  @Test
  void whatComesBehindTheTimedIterationsIsLeftOut() {
    JsonNode kept = JmhScores.first(entry("5", "2, 4, 9, 5", "3", "1, 2, 0, 0"), 2);
    assertThat(kept.at("/primaryMetric/rawData/0")).hasSize(2);
    assertThat(kept.at("/primaryMetric/score").asDouble()).isEqualTo(3);
    assertThat(gcCount(kept)).isEqualTo(3);
  }

  @Test
  void aSingleCollectionStaysOne() {
    assertThat(gcCount(JmhScores.first(entry("5", "5, 5, 5", "1", "0, 1, 0"), 2))).isEqualTo(1);
  }

  @Test
  void countsOfForksAddUpThoughTheFirstHasNone() {
    JsonNode quiet = entry("5", "5, 5", "0", "0, 0");
    JsonNode busy = entry("5", "5, 5", "3", "1, 2");
    assertThat(gcCount(JmhScores.merge(List.of(quiet, busy)))).isEqualTo(3);
  }
}
