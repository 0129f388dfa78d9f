package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.poolbench.cli.Cli;
import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.MachineLoad;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.rundir.RunRecord;
import io.poolbench.harness.rundir.RunRecordTest;
import io.poolbench.reports.render.VerdictFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written as JSON against the published schemas. */
final class SchemaTest {

  private static final Path GOLDEN = Cli.resource("golden");

  /** Returns what a schema, which is published beside a class, finds wrong with some JSON. */
  static List<Error> errors(Class<?> beside, String schema, String json) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(published(beside, schema), InputFormat.JSON)
        .validate(json, InputFormat.JSON);
  }

  /** Returns a schema as it is published. */
  static String published(Class<?> beside, String schema) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(beside.getResourceAsStream(schema + ".schema.json"), schema)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "poolbench-compare-1, run.json",
    "poolbench-compare-1, missing-rows.json",
    "poolbench-verdict-1, gate.json",
    "poolbench-history-1, history.json"
  })
  void whatIsWrittenIsWhatTheSchemaSays(String schema, String golden) throws IOException {
    String json = Files.readString(GOLDEN.resolve(golden));
    assertThat(errors(VerdictFiles.class, schema, json)).isEmpty();
  }

  private static List<Error> errorsOfRun(RunRecord run) throws IOException {
    return errors(RunRecord.class, "poolbench-run-1", run.toJson());
  }

  @Test
  void aRunIsWhatItsSchemaSays() throws IOException {
    assertThat(errorsOfRun(RunRecordTest.record())).isEmpty();
  }

  /** A part of a run, of jars, whose trials were disturbed; and what it was merged from. */
  @Test
  void everyMemberOfARunIsInItsSchema() throws IOException {
    RunRecord run = RunRecordTest.record();
    Map<String, String> named = Map.of("size", "10");
    JarSuite jars =
        new JarSuite(
            List.of(
                new JarArm("base", List.of("a.jar"), "ab", "java", "25", List.of(), named, named)),
            Map.of("a.B.get", new JarBenchmark("a.B.get", named, List.of(), List.of(), -1)),
            List.of(new JarSuite.Unmatched("a.B.put", "head")),
            new CountingParam("size", 1, 2));
    assertThat(
            errorsOfRun(
                new RunRecord(
                    run.schema(),
                    run.poolbench(),
                    run.started(),
                    RunPlan.NAMED.getLast(),
                    run.seed(),
                    run.code(),
                    run.environment(),
                    run.benchmarks().stream().map(benchmark -> benchmark.on("vm")).toList(),
                    run.trials().stream()
                        .map(trial -> trial.disturbed(new MachineLoad.Disturbance(0.5, 0)))
                        .toList(),
                    run.findings(),
                    jars,
                    new Shard(1, 2, List.of("a.B.get")),
                    List.of(new RunRecord.Part("vm", "1/2", run.started(), 7, named)))))
        .isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
    String json = Files.readString(GOLDEN.resolve("run.json")).replace("\"alpha\"", "\"beta\"");
    assertThat(errors(VerdictFiles.class, "poolbench-compare-1", json)).isNotEmpty();
  }
}
