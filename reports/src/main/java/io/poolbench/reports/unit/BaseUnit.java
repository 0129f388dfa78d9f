package io.poolbench.reports.unit;

/**
 * The unit that values are kept in, so that {@code ns/op} of one file meets {@code us/op} of
 * another and a scaled value never carries two prefixes.
 *
 * @param name as in {@code sec/op} or {@code B/s}
 * @param factor what a value in the written unit is multiplied by
 */
public record BaseUnit(String name, double factor) {

  /**
   * Returns the base unit of a unit as Go benchmark text writes it: in the numerator {@code ns} is
   * {@code 1e-9 sec} and {@code MB} is {@code 1e6 B}; anything else is a base unit already.
   */
  public static BaseUnit of(String written) {
    if (!written.contains("ns") && !written.contains("MB")) {
      return new BaseUnit(written, 1);
    }
    StringBuilder name = new StringBuilder();
    double factor = 1;
    for (UnitTokens tokens = new UnitTokens(written); tokens.next(); ) {
      name.append(tokens.separators());
      if (tokens.denominator()) {
        name.append(tokens.token());
        continue;
      }
      switch (tokens.token()) {
        case "ns" -> {
          name.append("sec");
          factor = factor == 1 ? 1e-9 : factor / 1e9;
        }
        case "MB" -> {
          name.append('B');
          factor *= 1e6;
        }
        default -> name.append(tokens.token());
      }
    }
    return new BaseUnit(name.toString(), factor);
  }

  /**
   * Returns the base unit of a unit as JMH writes it, as in {@code us/op}, {@code ops/ms} or {@code
   * MB/sec}: times become seconds on either side of the slash; JMH's MB is 2^20 B.
   */
  public static BaseUnit ofJmh(String written) {
    int slash = written.indexOf('/');
    BaseUnit numerator = jmhPart(slash < 0 ? written : written.substring(0, slash));
    if (slash < 0) {
      return numerator;
    }
    BaseUnit denominator = jmhPart(written.substring(slash + 1));
    return new BaseUnit(
        numerator.name + "/" + denominator.name, numerator.factor / denominator.factor);
  }

  private static BaseUnit jmhPart(String written) {
    return switch (written) {
      case "ns" -> new BaseUnit("sec", 1e-9);
      case "us", "μs", "µs" -> new BaseUnit("sec", 1e-6);
      case "ms" -> new BaseUnit("sec", 1e-3);
      case "s", "sec" -> new BaseUnit("sec", 1);
      case "min" -> new BaseUnit("sec", 60);
      case "hr" -> new BaseUnit("sec", 3600);
      case "day" -> new BaseUnit("sec", 86400);
      case "ops" -> new BaseUnit("op", 1);
      case "KB" -> new BaseUnit("B", 0x1p10);
      case "MB" -> new BaseUnit("B", 0x1p20);
      default -> new BaseUnit(written, 1);
    };
  }

  /** Tells whether values in this unit are bytes, which scale by 1024. */
  public static boolean isBinary(String unit) {
    for (UnitTokens tokens = new UnitTokens(unit); tokens.next(); ) {
      switch (tokens.token()) {
        case "B", "MB", "bytes" -> {
          if (!tokens.denominator()) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
