package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Held to Go 1.19.8 on amd64, bit for bit: {@code fmt.Println(math.Exp(x))}, {@code math.Log(x)};
 * Println's shortest digits name exactly one double.
 */
final class GoMathTest {

  @ParameterizedTest
  @CsvSource({
    "-700.1, 8.921404266525102e-305",
    "-17.25, 3.2241867372567335e-08",
    "-1, 0.36787944117144233",
    "-0.3, 0.7408182206817179",
    "0, 1",
    "0.1, 1.1051709180756477",
    "1, 2.718281828459045",
    "2.5, 12.182493960703473",
    "30.2, 1.3052489528882516e+13",
    "100, 2.6881171418161356e+43",
    "700.3, 1.3690700720098904e+304",
  })
  void theExponentialIsGos(double x, double expected) {
    assertThat(GoMath.exp(x)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, -690.7755278982137",
    "1e-09, -20.72326583694641",
    "0.5, -0.6931471805599453",
    "0.7, -0.35667494393873245",
    // The double below the root of one half, and the one above.
    "0.7071067811865475, -0.34657359027997275",
    "0.7071067811865476, -0.3465735902799726",
    "0.71, -0.342490308946776",
    "1, 0",
    "1.4, 0.33647223662121284",
    "1.4142135623730951, 0.3465735902799727",
    "1.42, 0.35065687161316933",
    "2, 0.6931471805599453",
    "3, 1.0986122886681096",
    "10, 2.302585092994046",
    "123.456, 4.815884817283264",
    "3.03700049997605e+09, 21.83413618763828",
    "7.25e+12, 29.61202258479513",
    "1e+300, 690.7755278982137",
  })
  void theLogarithmIsGos(double x, double expected) {
    assertThat(GoMath.log(x)).isEqualTo(expected);
  }

  /**
   * {@code m := 0.0; for i, x := range xs { m += (math.Log(x) - m) / float64(i+1) };
   * fmt.Println(math.Exp(m))}, which is benchstat's loop; the true mean of the first is 4.
   */
  @Test
  void theGeometricMeanIsBenchstatsToTheLastDigit() {
    assertThat(GeometricMean.of(List.of(2.0, 8.0, 4.0))).isEqualTo(3.999999999999999);
    assertThat(GeometricMean.of(List.of(3.0, 5.0, 7.0))).isEqualTo(4.7176939803165325);
    assertThat(GeometricMean.of(List.of(0.123, 45.6, 7890.1, 2.5))).isEqualTo(18.23782808381277);
  }
}
