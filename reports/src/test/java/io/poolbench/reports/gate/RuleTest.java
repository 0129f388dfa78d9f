package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RuleTest {

  @Test
  void aLookIsReachedByAsManyForksAsItHas() {
    assertThat(Rule.STANDARD.look(4)).isEqualTo(-1);
    assertThat(Rule.STANDARD.look(5)).isZero();
    assertThat(Rule.STANDARD.look(6)).isZero();
    assertThat(Rule.STANDARD.look(7)).isEqualTo(1);
    assertThat(Rule.STANDARD.look(39)).isEqualTo(5);
    assertThat(Rule.STANDARD.look(100)).isEqualTo(6);
  }

  /** {@code .009 * (5 / 40)**3} and {@code .009 * ((7 / 40)**3 - (5 / 40)**3)}. */
  @Test
  void whatMayBeSpentGrowsWithTheCubeOfTheForks() {
    assertThat(Rule.STANDARD.spent(0)).isCloseTo(1.7578125e-05, within(1e-17));
    assertThat(Rule.STANDARD.spent(1)).isCloseTo(3.065625e-05, within(1e-17));
    assertThat(Rule.ONCE.spent(0)).isEqualTo(0.01);
  }

  /**
   * Nine times in ten the difference is at least 1.28 deviations below its truth. Where it hardly
   * varies, it must be beyond the margin; where it varies much, that there is any is harder to
   * show:
   *
   * <pre>{@code
   * from scipy.stats import norm
   * def detectable(margin, error, level):
   *     beyond = margin + error * norm.isf(level * .05 / .009)
   *     return max(error * norm.isf(level), beyond) + error * norm.ppf(.9)
   * detectable(math.log1p(.02), .01, .0005), detectable(math.log1p(.02), .1, .0005)
   * }</pre>
   */
  @Test
  void theSmallestWorseningThatIsSeenIsBeyondTheMarginAndTheNoise() {
    assertThat(Rule.STANDARD.detectable(Tolerance.QUICK_END, 0.01, 0.0005))
        .isCloseTo(0.06034735589771233, within(1e-9));
    assertThat(Rule.STANDARD.detectable(Tolerance.QUICK_END, 0.1, 0.0005))
        .isCloseTo(0.4572078297036495, within(1e-9));
  }
}
