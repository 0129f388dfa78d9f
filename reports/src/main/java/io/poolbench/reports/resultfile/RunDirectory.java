package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.unit.BaseUnit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads a poolbench run directory. Samples come from {@code benchmarks.txt}, so that benchstat sees
 * what we see; context comes from {@code run.json}. Unknown fields are ignored.
 */
final class RunDirectory {

  private static final String SCHEMA = "poolbench-run/1";

  private RunDirectory() {}

  static void read(Path directory, String label, Collector collector) throws IOException {
    Path context = directory.resolve("run.json");
    Path benchmarks = directory.resolve("benchmarks.txt");
    for (Path file : List.of(context, benchmarks)) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new InputException(
            directory.toString(),
            "is a directory without " + file.getFileName(),
            "a poolbench run directory",
            "name a directory that 'poolbench run' wrote, or a result file");
      }
    }
    JsonNode node = JsonInput.tree(context);
    StoredRun run = run(label, node, context);
    collector.add(run);
    reportMissing(run, context, collector);
    node.path("findings")
        .forEach(finding -> collector.find(context.toString(), finding.asString("")));
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(benchmarks))) {
      GoBenchmarkText.read(stream, benchmarks.toString(), label, collector);
    }
  }

  private static StoredRun run(String label, JsonNode node, Path file) throws IOException {
    String schema = node.path("schema").asString("");
    if (!schema.equals(SCHEMA)) {
      throw new InputException(
          file.toString(),
          schema.isEmpty() ? "names no schema" : "has schema " + schema,
          SCHEMA,
          "use the poolbench that wrote it");
    }
    List<StoredRun.Subject> subjects = new ArrayList<>();
    JsonNode jars = node.path("jars").path("benchmarks");
    node.path("benchmarks").forEach(subject -> subjects.add(subject(subject, jars)));
    List<StoredRun.Trial> trials = new ArrayList<>();
    Iterations iterations = Iterations.of(file.resolveSibling("jmh.json"));
    RunAttachments attachments = new RunAttachments(file.resolveSibling("."));
    for (JsonNode trial : node.path("trials")) {
      trials.add(trial(trial, iterations, attachments.retainedBytes(trial)));
    }
    return new StoredRun(
        label,
        node.path("poolbench").asString(""),
        node.path("started").asString(""),
        node.path("seed").asLong(0),
        flat(node.path("plan")),
        flat(node.path("environment")),
        subjects,
        node.path("jars")
            .path("unmatched")
            .valueStream()
            .map(
                unmatched ->
                    new StoredRun.Unmatched(
                        unmatched.path("benchmark").asString(""),
                        unmatched.path("arm").asString("")))
            .toList(),
        trials,
        attachments.sources(subjects),
        node.path("jars").path("arms").valueStream().map(RunDirectory::jar).toList());
  }

  private static StoredRun.Jar jar(JsonNode node) {
    return new StoredRun.Jar(
        node.path("name").asString(""),
        node.path("classPath").valueStream().map(jar -> jar.asString("")).toList(),
        node.path("jvm").asString(""));
  }

  private static StoredRun.Subject subject(JsonNode node, JsonNode jars) {
    String technique = node.path("technique").asString("");
    String workload = node.path("workload").asString("");
    String setting = node.path("setting").asString("");
    String arm = workload.isEmpty() ? technique : technique + "/" + workload;
    String path = jars.path(arm).path("path").asString(arm);
    List<String> variants = new ArrayList<>();
    node.path("variants").forEach(variant -> variants.add(variant.asString("")));
    return new StoredRun.Subject(
        node.path("name").asString(""),
        technique,
        workload,
        node.path("source").asString(""),
        node.path("limits").asString(""),
        variants,
        node.path("seeds").valueStream().map(RunDirectory::seed).toList(),
        setting.isEmpty() ? path : path + "/" + setting,
        node.path("footprint").asBoolean(false));
  }

  private static StoredRun.Seed seed(JsonNode node) {
    BaseUnit base = BaseUnit.of(node.path("unit").asString(""));
    return new StoredRun.Seed(
        node.path("variant").asString(""),
        base.name(),
        base.factor() * node.path("before").asDouble(Double.NaN),
        base.factor() * node.path("after").asDouble(Double.NaN),
        node.path("source").asString(""));
  }

  private static StoredRun.Trial trial(
      JsonNode node, Iterations iterations, Map<String, Double> retainedBytes) {
    return new StoredRun.Trial(
        node.path("index").asInt(0),
        node.path("round").asInt(0),
        node.path("kind").asString("timing"),
        node.path("benchmark").asString(""),
        node.path("variant").asString(""),
        node.path("status").asString(""),
        node.path("started").asString(""),
        node.path("seconds").asDouble(0),
        node.path("log").asString(""),
        node.path("result").asString(""),
        iterations.next(node),
        metrics(node.path("metrics")),
        retainedBytes);
  }

  /** Reads metrics in base units, as the values of {@code benchmarks.txt} are. */
  private static Map<String, Double> metrics(JsonNode node) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      double value = entry.getValue().asDouble(Double.NaN);
      if (Double.isFinite(value)) {
        BaseUnit base = BaseUnit.of(entry.getKey());
        metrics.put(base.name(), value * base.factor());
      }
    }
    return metrics;
  }

  /** Lists become text, and what is nested has its path for a key: people read these settings. */
  private static Map<String, String> flat(JsonNode node) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flat(value).forEach((key, text) -> settings.put(entry.getKey() + "." + key, text));
      } else {
        settings.put(
            entry.getKey(),
            value.isArray()
                ? value.valueStream().map(RunDirectory::text).collect(Collectors.joining(" "))
                : text(value));
      }
    }
    return settings;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  /**
   * One finding per arm and status, so that a broken arm does not fill the screen, and a single one
   * for all that an interrupted run has not come to.
   */
  private static void reportMissing(StoredRun run, Path file, Collector collector) {
    Map<String, List<StoredRun.Trial>> missing = new LinkedHashMap<>();
    Map<String, Integer> planned = new LinkedHashMap<>();
    long pending = 0;
    for (StoredRun.Trial trial : run.trials()) {
      String arm = BenchmarkName.arm(trial.benchmark(), trial.variant());
      planned.merge(arm, 1, Integer::sum);
      if (trial.status().equals("pending")) {
        pending++;
      } else if (!trial.status().equals("done")) {
        missing.computeIfAbsent(arm + " " + trial.status(), _ -> new ArrayList<>()).add(trial);
      }
    }
    if (pending > 0) {
      collector.find(
          file.toString(),
          "%d of %d trials pending; the command that began the run finishes it with --resume %s"
              .formatted(pending, run.trials().size(), file.resolveSibling("")));
    }
    for (List<StoredRun.Trial> trials : missing.values()) {
      StoredRun.Trial first = trials.getFirst();
      String arm = BenchmarkName.arm(first.benchmark(), first.variant());
      String log = first.log().isEmpty() ? "" : "; see " + file.resolveSibling(first.log());
      collector.find(
          file.toString(),
          "%s: %d of %d trials %s%s"
              .formatted(arm, trials.size(), planned.get(arm), first.status(), log));
    }
  }
}
