package io.poolbench.harness.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public final class RunRecordTest {

  private static final Arm BEFORE = new Arm("bufioreuse", "fakeconn", "before");
  private static final Arm AFTER = new Arm("bufioreuse", "fakeconn", "after");

  public static RunRecord record() {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("ns/op", 10234.5);
    metrics.put("B/op", 13716.0);
    metrics.put("gc-count/Mop", 12.25);
    metrics.put("gc-sec/op", 0.0);
    Trial pending = Trial.pending(1, 0, Trial.Kind.TIMING, BEFORE);
    return new RunRecord(
        RunRecord.SCHEMA,
        "1.0",
        "2026-11-20T22:40:00Z",
        RunPlan.NAMED.getFirst(),
        7,
        "abc",
        Map.of("os", "Linux amd64", "cpu", "Example CPU", "jvm", "Example VM 25"),
        List.of(BenchmarkRecord.of(List.of(BEFORE, AFTER))),
        List.of(
            Trial.pending(0, 0, Trial.Kind.TIMING, AFTER)
                .done(
                    "2026-11-20T22:40:00Z",
                    2.5,
                    new Outcome(
                        "", null, 99000, new LinkedHashMap<>(Map.of("ns/op", 5e3)), List.of())),
            pending.done(
                "2026-11-20T22:40:01Z", 2.5, new Outcome("", null, 51200, metrics, List.of())),
            Trial.pending(2, 1, Trial.Kind.TIMING, AFTER),
            Trial.pending(3, 1, Trial.Kind.TIMING, BEFORE)
                .failed("2026-11-20T22:40:05Z", 1.5, "crashed")),
        List.of("a finding"),
        null,
        null,
        null);
  }

  /** A run of so many trials that are still to come, which count and time nothing. */
  static RunRecord ofTrials(int trials) {
    return ofTrials(
        IntStream.range(0, trials)
            .mapToObj(index -> Trial.pending(index, index, Trial.Kind.COUNT, BEFORE))
            .toList());
  }

  private static RunRecord ofTrials(List<Trial> trials) {
    RunRecord run = record();
    return new RunRecord(
        run.schema(),
        run.poolbench(),
        run.started(),
        run.plan(),
        run.seed(),
        run.code(),
        run.environment(),
        run.benchmarks(),
        trials,
        run.findings(),
        null,
        null,
        null);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(RunRecord.fromJson(record().toJson())).isEqualTo(record());
  }

  @Test
  void namesInTheFileAreTheOnesThatReportsRead() {
    assertThat(record().toJson())
        .contains(
            "\"schema\" : \"poolbench-run/1\"",
            "\"benchmark\" : \"Bufioreuse/op=fakeconn\"",
            "\"status\" : \"done\"",
            "\"status\" : \"pending\"",
            "\"status\" : \"failed\"",
            "\"result\" : \"trials/0001-bufioreuse-fakeconn-before.json\"",
            "\"log\" : \"trials/0001-bufioreuse-fakeconn-before.log\"");
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() {
    String later = record().toJson().replaceFirst("\\{", "{ \"later\" : 1,");
    assertThat(RunRecord.fromJson(later)).isEqualTo(record());
  }

  @Test
  void anotherSchemaIsRefused() {
    String other = record().toJson().replace("poolbench-run/1", "poolbench-run/9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRecord.fromJson(other))
        .withMessage("has schema poolbench-run/9, expected poolbench-run/1");
  }

  @Test
  void aTruncatedFileIsRefusedInOneLine() {
    String half = record().toJson().substring(0, 200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunRecord.fromJson(half))
        .withMessageStartingWith("is not readable JSON: ")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void goBenchmarkTextHasALinePerFinishedForkAndTheBaseFirst() {
    assertThat(GoBenchmarks.text(record()))
        .isEqualTo(
            """
            Unit gc-count/Mop better=lower
            Unit gc-sec/op better=lower
            os: Linux amd64
            cpu: Example CPU
            jvm: Example VM 25
            BenchmarkBufioreuse/op=fakeconn/variant=before\t51200\t10234.5 ns/op\t13716.0 B/op\t12.25 gc-count/Mop\t0.0 gc-sec/op
            BenchmarkBufioreuse/op=fakeconn/variant=after\t99000\t5000.0 ns/op
            """);
  }

  @Test
  void whatDoesNotVaryBetweenForksIsDeclaredExactAndDescriptorsAreNot() {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("source-B/op", 24.0);
    metrics.put("fds/conn", 2.0);
    Trial counted =
        Trial.pending(0, 0, Trial.Kind.COUNT, BEFORE)
            .done("2026-11-20T22:40:00Z", 1, new Outcome("", null, 1, metrics, List.of()));
    assertThat(GoBenchmarks.text(ofTrials(List.of(counted))))
        .startsWith(
            """
            Unit fds/conn better=lower
            Unit source-B/op better=lower assume=exact
            """);
  }

  @Test
  void theLocaleOfTheUserChangesNoFile() {
    String json = record().toJson();
    String text = GoBenchmarks.text(record());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(record().toJson()).isEqualTo(json);
      assertThat(GoBenchmarks.text(record())).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }
}
