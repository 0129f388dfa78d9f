package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Better;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Effect;
import io.poolbench.reports.view.Effect.Verdict;
import io.poolbench.reports.view.Fact;
import io.poolbench.reports.view.Finding;
import io.poolbench.reports.view.Geomean;
import io.poolbench.reports.view.MetricTable;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Row;
import io.poolbench.reports.view.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Models as a run of two workloads gives them, texts and numbers written by hand. */
final class Models {
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(2)</script>",
          "<!-- <script> ]]>",
          "\"><img src=x onerror=alert(3)>",
          "' onmouseover='alert(4)",
          "a&b &lt; &amp; &#60;",
          "\u202Ertl \u2067mark\u2069 \u05d0\u05d1",
          "</title></style></svg><b>");

  private static final double[] SLOW = {
    2.37e-6, 2.41e-6, 2.39e-6, 2.36e-6, 2.44e-6, 2.38e-6, 2.4e-6, 2.37e-6, 2.52e-6, 2.39e-6
  };
  private static final double[] FAST = {
    5.1e-7, 5.2e-7, 5.1e-7, 5.0e-7, 5.3e-7, 5.15e-7, 5.12e-7, 5.08e-7, 5.2e-7, 5.11e-7
  };
  private static final double[] HTTP_BEFORE = {
    2.49e-5, 2.55e-5, 2.47e-5, 2.6e-5, 2.52e-5, 2.5e-5, 2.58e-5, 2.46e-5, 2.51e-5, 2.53e-5
  };
  private static final double[] HTTP_AFTER = {
    2.5e-5, 2.48e-5, 2.54e-5, 2.57e-5, 2.45e-5, 2.51e-5, 2.49e-5, 2.56e-5, 2.52e-5, 2.5e-5
  };
  private static final double[] TEN_KIB = {
    10158, 10158, 10160, 10158, 10158, 10161, 10158, 10158, 10158, 10159
  };
  private static final double[] NONE = new double[10];

  private Models() {}

  /** Two workloads, three metrics, ten forks: better, worse, no difference, a zero base. */
  static ReportModel run() {
    return new ReportModel(
        "before and after",
        List.of(
            new Fact("started", "2026-11-20 21:04 UTC"),
            new Fact("plan", "2 workloads × 2 arms × 10 forks, interleaved"),
            new Fact("seed", "20261120")),
        List.of(
            new Fact("JDK", "Temurin 25+36-LTS"),
            new Fact("VM flags", "-Xms256m -Xmx256m -XX:+UseSerialGC -XX:+AlwaysPreTouch"),
            new Fact("CPU", "AMD EPYC 7K62, 2 cores"),
            new Fact("kernel", "Linux 6.1")),
        List.of(new Finding("bufioreuse/http", "steal time was 3 %; run again on a quiet machine")),
        0.05,
        0.95,
        List.of(time(), churn(), collections()));
  }

  private static MetricTable time() {
    return table(
        "sec/op",
        Better.LOWER,
        List.of(
            row(
                "tlsoutbuf/write",
                new Scale(1e-6, "µs"),
                cell("2390.0n", "1%", SLOW),
                cell("511.5n", "2%", FAST, effect("-78.60%", -0.786, 0.000011, Verdict.BETTER))),
            row(
                "bufioreuse/http",
                new Scale(1e-6, "µs"),
                cell("25.15µ", "2%", HTTP_BEFORE),
                cell("25.05µ", "2%", HTTP_AFTER, effect("~", -0.004, 0.739, Verdict.SAME)))),
        List.of(new Geomean("7.753µ", "", List.of()), new Geomean("3.580µ", "-53.83%", List.of())),
        List.of());
  }

  private static MetricTable churn() {
    return table(
        "B/op",
        Better.LOWER,
        List.of(
            row(
                "tlsoutbuf/write",
                new Scale(1024, "KiB"),
                cell("9.920Ki", "0%", TEN_KIB),
                cell("0.000", "0%", NONE, effect("-100.00%", -1, 0.00001, Verdict.BETTER)))),
        List.of(),
        List.of());
  }

  private static MetricTable collections() {
    Effect fromZero =
        new Effect(
            "?", "p=0.000 n=10", Double.POSITIVE_INFINITY, 0.00001, Verdict.WORSE, List.of(1));
    return table(
        "gc-sec/op",
        Better.LOWER,
        List.of(
            row(
                "tlsoutbuf/write",
                new Scale(1e-9, "ns"),
                cell("0.000", "0%", NONE),
                new Cell(
                    "511.5n",
                    "2%",
                    5.115e-7,
                    5.08e-7,
                    5.2e-7,
                    boxed(FAST),
                    Optional.of(fromZero),
                    List.of()))),
        List.of(),
        List.of("the base is zero"));
  }

  /** Everything a bad input leaves: missing cells, two forks, NaN, and names that bite. */
  static ReportModel hostile() {
    List<Row> rows = HOSTILE.stream().map(Models::hostileRow).toList();
    String bite = String.join(" ", HOSTILE);
    return new ReportModel(
        bite,
        List.of(new Fact(bite, bite)),
        List.of(new Fact(bite, bite)),
        List.of(new Finding(bite, bite)),
        0.05,
        0.95,
        List.of(
            new MetricTable(
                HOSTILE.getFirst(),
                Better.UNKNOWN,
                List.of(HOSTILE.get(3), HOSTILE.get(4)),
                rows,
                List.of(),
                List.of(bite))));
  }

  private static Row hostileRow(String name) {
    Effect effect = new Effect(name, name, Double.NaN, Double.NaN, Verdict.DIFFERENT, List.of(1));
    Cell twoForks =
        new Cell(
            name,
            "∞",
            1.5,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            List.of(1.0, 2.0),
            Optional.of(effect),
            List.of(1));
    return new Row(name, new Scale(1, name), List.of(Optional.empty(), Optional.of(twoForks)));
  }

  private static MetricTable table(
      String unit, Better better, List<Row> rows, List<Geomean> geomean, List<String> notes) {
    return new MetricTable(unit, better, List.of("before", "after"), rows, geomean, notes);
  }

  private static Row row(String benchmark, Scale axis, Cell before, Cell after) {
    return new Row(benchmark, axis, List.of(Optional.of(before), Optional.of(after)));
  }

  private static Cell cell(String center, String spread, double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Cell(
        center,
        spread,
        (sorted[4] + sorted[5]) / 2,
        sorted[1],
        sorted[8],
        boxed(samples),
        Optional.empty(),
        List.of());
  }

  private static Cell cell(String center, String spread, double[] samples, Effect effect) {
    Cell plain = cell(center, spread, samples);
    return new Cell(
        center,
        spread,
        plain.center(),
        plain.low(),
        plain.high(),
        plain.samples(),
        Optional.of(effect),
        List.of());
  }

  private static Effect effect(String text, double delta, double p, Verdict verdict) {
    return new Effect(
        text, String.format(Locale.ROOT, "p=%.3f n=10", p), delta, p, verdict, List.of());
  }

  private static List<Double> boxed(double[] samples) {
    return Arrays.stream(samples).boxed().toList();
  }
}
