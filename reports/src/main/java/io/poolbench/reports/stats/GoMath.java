package io.poolbench.reports.stats;

/**
 * Logarithm and exponential as Go computes them on amd64, rounding for rounding: geometric means
 * are printed to the last digit in the CSV, and there they are to be benchstat's.
 */
final class GoMath {

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LOG_2_HIGH = 0.69314718055966295651160180568695068359375;
  private static final double LOG_2_LOW = 0.28235290563031577122588448175013436e-12;

  /** The series of (e^r - 1) / r, the last term first. */
  private static final double[] TAYLOR = {
    1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 0.5, 1
  };

  // Of log 2, and the coefficients of the odd and even powers, from FreeBSD's msun (e_log.c).
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double[] ODD = {
    6.666666666666735130e-01,
    2.857142874366239149e-01,
    1.818357216161805012e-01,
    1.479819860511658591e-01
  };
  private static final double[] EVEN = {
    3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01
  };

  private GoMath() {}

  /**
   * The exponential by Shibata's method (2010, Computer Science Research and Development 25:25):
   * take multiples of log 2 away, divide by 16, sum Taylor's series of e^r - 1 and square four
   * times, each time as (1 + y)^2 - 1 = y (y + 2).
   *
   * @param x such that the result is finite and normal
   */
  static double exp(double x) {
    double exponent = Math.rint(x * LOG2_E);
    double rest = Math.fma(-exponent, LOG_2_HIGH, x);
    rest = Math.fma(-exponent, LOG_2_LOW, rest) / 16;
    double sum = TAYLOR[0];
    for (int term = 1; term < TAYLOR.length; term++) {
      sum = Math.fma(sum, rest, TAYLOR[term]);
    }
    double y = rest * sum;
    for (int squaring = 1; squaring < 4; squaring++) {
      y *= y + 2;
    }
    return Math.scalb(Math.fma(y, y + 2, 1), (int) exponent);
  }

  /**
   * The natural logarithm: log x = k log 2 + log(1 + f) with 1 + f within a factor of root 2 of 1,
   * by a series in s = f / (2 + f). StrictMath's is the same but for short cuts near 1.
   *
   * @param x positive, finite and normal
   */
  static double log(double x) {
    int exponent = Math.getExponent(x) + 1;
    double fraction = Math.scalb(x, -exponent);
    // Go on amd64 doubles what equals the root too.
    if (fraction <= Math.sqrt(0.5)) {
      fraction *= 2;
      exponent--;
    }
    double f = fraction - 1;
    double s = f / (2 + f);
    double s2 = s * s;
    double s4 = s2 * s2;
    double odd = s2 * (ODD[0] + s4 * (ODD[1] + s4 * (ODD[2] + s4 * ODD[3])));
    double even = s4 * (EVEN[0] + s4 * (EVEN[1] + s4 * EVEN[2]));
    double half = 0.5 * f * f;
    return exponent * LN2_HIGH - ((half - (s * (half + (odd + even)) + exponent * LN2_LOW)) - f);
  }
}
