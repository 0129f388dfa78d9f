package io.poolbench.reports.render.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathDataTest {

  @Test
  void aMarkIsTheSameWhereverItStandsButForItsFirstPoint() {
    assertThat(PathData.relative("M 10 20 L 12.5 22.5 L 10 25 Z"))
        .isEqualTo("M10 20l2.5 2.5l-2.5 2.5z");
    assertThat(PathData.relative("M110.07 0 L112.57 2.5 L110.07 5 Z"))
        .isEqualTo("M110.07 0l2.5 2.5l-2.5 2.5z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M271.89 36.34 C271.89 37.44 270.99 38.34 269.89 38.34 C268.78 38.34 267.89 37.44 267.89 36.34 Z",
        "M-0.04 0.05 L-100.4 -0.05 L0 0 Q1 2 3.33 -4.5 Z",
        "M1 1 L2 2 Z M3 3 L4 4 Z",
      })
  void theShapeIsKept(String absolute) {
    List<Double> expected = coordinates(absolute);
    List<Double> actual = coordinates(PathData.relative(absolute));
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(1e-4));
    }
  }

  @Test
  void whatNoChartDrawsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathData.relative("M0 0 A1 1 0 0 1 2 2"))
        .withMessage("no path command that is drawn: A");
  }

  private static List<Double> coordinates(String data) {
    List<Double> coordinates = new ArrayList<>();
    double[] points = new double[6];
    PathIterator path = AwtPath.of(data).getPathIterator(null);
    for (; !path.isDone(); path.next()) {
      int type = path.currentSegment(points);
      coordinates.add((double) type);
      int numbers =
          switch (type) {
            case PathIterator.SEG_CUBICTO -> 6;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CLOSE -> 0;
            default -> 2;
          };
      for (int i = 0; i < numbers; i++) {
        coordinates.add(points[i]);
      }
    }
    return coordinates;
  }
}
