package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.view.BytesByClass;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Delta.Effect;
import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.HeapCurve;
import io.poolbench.reports.view.Noise;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ProfileView;
import io.poolbench.reports.view.Provenance;
import io.poolbench.reports.view.RatioInterval;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.RunOrder;
import io.poolbench.reports.view.SourceDiff;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Axis;
import io.poolbench.reports.view.Table.Column;
import io.poolbench.reports.view.Table.Mean;
import io.poolbench.reports.view.Table.Row;
import io.poolbench.reports.view.Table.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

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

  private static final Mean NO_MEAN = new Mean(null, null, "", List.of());
  private static final List<Mean> NO_MEANS = List.of(NO_MEAN, NO_MEAN);

  private Models() {}

  /** Two workloads, three metrics, ten forks: better, worse, no difference, a zero base. */
  static ReportModel run() {
    StoredRun run =
        new StoredRun(
            "runs/example",
            "1.0",
            "2026-11-20T21:04:00Z",
            20261120,
            Map.of("name", "standard"),
            Map.of("jvm", "Temurin 25+36-LTS"),
            List.of(
                subject(
                    "tlsoutbuf/write",
                    "tlsoutbuf",
                    "an example of a change (2026)",
                    "It cannot fly."),
                subject("bufioreuse/http", "bufioreuse", "another change", "")),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new ReportModel(
        0.05,
        0.95,
        List.of("runs/example"),
        List.of(run),
        List.of(
            new SourceDiff(
                "tlsoutbuf",
                "Before.java",
                "After.java",
                2,
                1,
                List.of("@@ -1,3 +1,4 @@", " {", "-  new()", "+  take()", "+  recycle()", " }"))),
        List.of(order()),
        List.of(
            new BytesByClass(
                "runs/example",
                "tlsoutbuf/idle",
                List.of("before", "after"),
                List.of(
                    new BytesByClass.Row("byte[]", List.of(17944.0, 1216.5)),
                    new BytesByClass.Row("java.lang.Object[]", List.of(40.0, 40.0))),
                List.of(17984.0, 1256.5))),
        List.of(
            new Noise(
                "runs/example",
                "0123456789ab",
                "target/poolbench/calibration/0123456789ab-20261119-080000",
                "2026-11-19T08:00:00Z",
                List.of(5, 30),
                List.of(
                    noise("tlsoutbuf/write", true, 20, 0.016),
                    noise("bufioreuse/http", false, 1, Double.NaN)),
                1)),
        List.of(time(), churn(), collections()),
        List.of(
            new Finding("bufioreuse/http", "steal time was 3 %; run again on a quiet machine")));
  }

  /** What the trials of {@link #run} left beside their values. */
  static Evidence evidence() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", "Example CPU");
    facts.put("arm head", "head.jar on JVM 25");
    return new Evidence(
        List.of(new Provenance("runs/example", List.of("runs/example"), facts)),
        List.of(
            new BytesByClass(
                "runs/example",
                "tlsoutbuf/write",
                List.of("before", "after"),
                List.of(
                    new BytesByClass.Row("byte[]", List.of(10000.0, 0.0)),
                    new BytesByClass.Row("java.lang.String", List.of(158.0, 158.0))),
                List.of(10158.0, 158.0))),
        List.of(
            new HeapCurve(
                "tlsoutbuf/write",
                List.of(
                    new HeapCurve.Arm(
                        "before",
                        List.of(
                            new HeapCurve.Level(0, 8e7, false),
                            new HeapCurve.Level(0.1, 1e7, true),
                            new HeapCurve.Level(0.4, 8e7, false),
                            new HeapCurve.Level(0.5, 1.1e7, true)))))),
        List.of(
            new ProfileView(
                "tlsoutbuf/write",
                "tlsoutbuf/write, before -> after",
                "bytes",
                List.of("before", "after"),
                List.of(),
                List.of(
                    new ProfileView.Row(
                        "a.Writer.write:7",
                        "byte[]",
                        List.of(10000.0, 0.0),
                        List.of(1.0, 0.0),
                        List.of("9.77Ki", "0"),
                        "-9.77Ki -100.0%")),
                0,
                List.of(10000.0, 0.0),
                List.of(
                    new ProfileView.Graph(
                        "before, against after",
                        ProfileView.Compared.WITH_OTHER,
                        frame("all", 10000, 10000, 0)),
                    new ProfileView.Graph(
                        "difference, from before to after",
                        ProfileView.Compared.AS_DIFFERENCE,
                        frame("all", 10000, 0, 10000))))));
  }

  private static ProfileView.Frame frame(String name, double width, double value, double other) {
    return new ProfileView.Frame(
        name,
        width,
        value,
        other,
        List.of(new ProfileView.Frame("a.Writer.write", width, value, other, List.of())));
  }

  /** One metric of the same benchmarks under two collectors. */
  static ReportModel twoConfigurations() {
    List<Table> tables = new ArrayList<>();
    for (String collector : List.of("g1", "serial")) {
      Table time = time();
      tables.add(
          new Table(
              Map.of("gc", collector, "cpu", "same"),
              Map.of("gc", collector),
              time.unit(),
              time.better(),
              time.columns(),
              time.rows(),
              time.summary(),
              time.notes()));
    }
    return new ReportModel(0.05, 0.95, List.of("results"), tables, List.of());
  }

  private static Noise.Row noise(String benchmark, boolean kept, int forks, double spread) {
    boolean known = !Double.isNaN(spread);
    return new Noise.Row(
        benchmark,
        "sec/op",
        kept,
        forks,
        spread,
        known ? "1.6%" : "?",
        List.of(1.02 + 3 * spread, 1.02 + spread),
        known ? List.of("+6.8%", "+3.6%") : List.of("?", "?"));
  }

  private static Table time() {
    return table(
        "sec/op",
        List.of(
            row(
                "tlsoutbuf/write",
                new Axis(1e-6, "µsec/op"),
                cell("2390.0n", "1%", SLOW, null),
                cell(
                    "511.5n",
                    "2%",
                    FAST,
                    delta("-78.60%", 1 - 0.786, 0.000011, Effect.BETTER, List.of()))),
            row(
                "bufioreuse/http",
                new Axis(1e-6, "µsec/op"),
                cell("25.15µ", "2%", HTTP_BEFORE, null),
                cell(
                    "25.05µ", "2%", HTTP_AFTER, delta("~", 0.996, 0.739, Effect.NONE, List.of())))),
        List.of(
            new Mean(new Figure(7.753e-6, "7.753µ"), null, "", List.of()),
            new Mean(new Figure(3.58e-6, "3.580µ"), 0.4617, "-53.83%", List.of())),
        List.of());
  }

  private static Table churn() {
    return table(
        "B/op",
        List.of(
            row(
                "tlsoutbuf/write",
                new Axis(1024, "KiB/op"),
                cell("9.920Ki", "0%", TEN_KIB, null),
                cell(
                    "0.000", "0%", NONE, delta("-100.00%", 0, 0.00001, Effect.BETTER, List.of())))),
        NO_MEANS,
        List.of());
  }

  private static Table collections() {
    Note note = new Note(1, "the base is zero");
    return table(
        "gc-sec/op",
        List.of(
            row(
                "tlsoutbuf/write",
                new Axis(1e-9, "nsec/op"),
                cell("0.000", "0%", NONE, null),
                cell(
                    "511.5n",
                    "2%",
                    FAST,
                    delta("?", Double.POSITIVE_INFINITY, 0.00001, Effect.WORSE, List.of(note))))),
        NO_MEANS,
        List.of(note));
  }

  /** Everything a bad input leaves: missing cells, two forks, NaN, and names that bite. */
  static ReportModel hostile() {
    String bite = String.join(" ", HOSTILE);
    Note note = new Note(1, bite);
    StoredRun run =
        new StoredRun(
            bite,
            bite,
            bite,
            1,
            Map.of(bite, bite),
            Map.of(bite, bite),
            List.of(subject(HOSTILE.getFirst(), bite, bite, bite)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Table table =
        new Table(
            Map.of(bite, bite),
            Map.of(bite, bite),
            HOSTILE.getFirst(),
            Better.UNKNOWN,
            List.of(column(HOSTILE.get(3)), column(HOSTILE.get(4))),
            HOSTILE.stream().map(name -> hostileRow(name, note)).toList(),
            new Summary(bite, NO_MEANS),
            List.of(note));
    return new ReportModel(
        0.05,
        0.95,
        List.of(bite),
        List.of(run),
        List.of(new SourceDiff(bite, bite, bite, 1, 1, HOSTILE)),
        List.of(
            new RunOrder(
                bite,
                HOSTILE.getFirst(),
                HOSTILE,
                HOSTILE.stream()
                    .map(name -> new RunOrder.Point(0, name, HOSTILE.getFirst(), name, 1, 1))
                    .toList())),
        List.of(
            new BytesByClass(
                bite,
                bite,
                List.of(bite),
                List.of(new BytesByClass.Row(bite, List.of(1.0))),
                List.of(1.0))),
        List.of(
            new Noise(
                bite,
                bite,
                bite,
                bite,
                List.of(5),
                List.of(
                    new Noise.Row(
                        bite, bite, false, 1, Double.NaN, bite, List.of(1.0), List.of(bite))),
                0)),
        List.of(table),
        List.of(new Finding(bite, bite)));
  }

  private static Row hostileRow(String name, Note note) {
    Delta delta =
        new Delta(
            Double.NaN,
            new RatioInterval(Double.NaN, 0, Double.POSITIVE_INFINITY),
            Double.NaN,
            Effect.CHANGED,
            name,
            name,
            List.of(note));
    Cell twoForks =
        new Cell(
            new Figure(1.5, name),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            "∞",
            List.of(1.0, 2.0),
            List.of(note),
            delta);
    return row(name, new Axis(1, name), null, twoForks);
  }

  private static Table table(String unit, List<Row> rows, List<Mean> means, List<Note> notes) {
    return new Table(
        Map.of(),
        Map.of(),
        unit,
        Better.LOWER,
        List.of(column("before"), column("after")),
        rows,
        new Summary("geomean", means),
        notes);
  }

  private static Column column(String name) {
    return new Column(List.of(name));
  }

  private static Row row(String benchmark, Axis axis, @Nullable Cell before, Cell after) {
    return new Row(benchmark, axis, Arrays.asList(before, after));
  }

  private static Cell cell(String center, String spread, double[] samples, @Nullable Delta delta) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double median = (sorted[4] + sorted[5]) / 2;
    return new Cell(
        new Figure(median, center),
        sorted[1],
        sorted[8],
        spread,
        Arrays.stream(samples).boxed().toList(),
        List.of(),
        delta);
  }

  private static Delta delta(String text, double ratio, double p, Effect effect, List<Note> notes) {
    RatioInterval interval = new RatioInterval(ratio, 0.98 * ratio, 1.03 * ratio);
    return new Delta(
        ratio, interval, p, effect, text, String.format(Locale.ROOT, "p=%.3f n=10", p), notes);
  }

  /** The forks of {@link #time}, in turns. */
  private static RunOrder order() {
    List<RunOrder.Point> points = new ArrayList<>();
    for (int round = 0; round < SLOW.length; round++) {
      points.add(point(2 * round, "before", SLOW[round], 2.39e-6));
      points.add(point(2 * round + 1, "after", FAST[round], 5.115e-7));
    }
    return new RunOrder("runs/example", "sec/op", List.of("before", "after"), points);
  }

  private static RunOrder.Point point(int trial, String variant, double value, double median) {
    String started = "2026-11-20T21:" + (10 + trial) + ":00Z";
    return new RunOrder.Point(trial, started, "tlsoutbuf/write", variant, value, value / median);
  }

  private static StoredRun.Subject subject(
      String name, String technique, String source, String limits) {
    return new StoredRun.Subject(
        name, technique, "w", source, limits, List.of("before", "after"), List.of());
  }
}
