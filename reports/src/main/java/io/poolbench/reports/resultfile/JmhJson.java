package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Origin;
import io.poolbench.reports.unit.BaseUnit;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * JMH's own JSON result ({@code -rf json}) of any project, or several of them one after the other.
 * A sample is one fork, because iterations within a fork are not independent.
 */
final class JmhJson {

  private final String path;
  private final String label;
  private final Collector collector;
  private int scoresAlone;

  private JmhJson(String path, String label, Collector collector) {
    this.path = path;
    this.label = label;
    this.collector = collector;
  }

  /** Reads one benchmark at a time, since a sampling benchmark's histograms may be large. */
  static void read(InputStream stream, String path, String label, Collector collector) {
    JmhJson json = new JmhJson(path, label, collector);
    try (JsonParser parser = JsonInput.MAPPER.createParser(stream)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw json.noArray(parser);
      }
      do {
        json.readArray(parser);
      } while (parser.nextToken() == JsonToken.START_ARRAY);
      if (parser.currentToken() != null) {
        throw json.noResult("something else than an array behind the first one");
      }
    }
    if (json.scoresAlone > 0) {
      collector.find(
          path,
          "%s metrics without rawData: their score is taken as that of a single fork"
              .formatted(json.scoresAlone));
    }
  }

  private void readArray(JsonParser parser) {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      readBenchmark(parser.readValueAsTree());
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw noResult("an array of something else than objects");
    }
  }

  private InputException noResult(String found) {
    return new InputException(
        path, found, "a JMH result, an array of benchmarks", "write it with -rf json");
  }

  /** Refuses what is no array; what has a schema of ours is known by its name. */
  private InputException noArray(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      try {
        JsonNode object = parser.readValueAsTree();
        String schema = object.path("schema").asString("");
        if (schema.startsWith("poolbench-run/")) {
          return new InputException(
              path, "is the context of a run", "its directory", "name the directory of " + path);
        }
        if (!schema.isEmpty()) {
          return noResult("JSON of the schema " + schema);
        }
      } catch (JacksonException e) {
        return JsonInput.malformed(path, e);
      }
    }
    return noResult("JSON that is no array");
  }

  private void readBenchmark(JsonNode node) {
    JsonNode primary = node.path("primaryMetric");
    String fullName = node.path("benchmark").asString("");
    if (!primary.isObject() || fullName.isEmpty()) {
      throw noResult("an object without benchmark and primaryMetric");
    }
    Benchmark benchmark = benchmark(fullName, "", node);
    collector.describe(benchmark, settings(node));
    BaseUnit unit = BaseUnit.ofJmh(unit(primary));
    describe(unit);
    add(benchmark, JmhMetric.primary(primary), unit, unit(primary));
    String method = fullName.substring(fullName.lastIndexOf('.') + 1);
    List<String> members = JmhLabel.members(node);
    for (Map.Entry<String, JsonNode> secondary : node.path("secondaryMetrics").properties()) {
      JmhLabel name = JmhLabel.of(secondary.getKey(), method, members);
      readSecondary(fullName, name, secondary.getValue(), node);
    }
  }

  private void readSecondary(String fullName, JmhLabel name, JsonNode metric, JsonNode node) {
    Benchmark benchmark = benchmark(fullName, name.member(), node);
    BaseUnit unit = BaseUnit.ofJmh(unit(metric));
    if (name.metric().isEmpty()) {
      add(benchmark, JmhMetric.primary(metric), unit, unit(metric));
      return;
    }
    // The samples of a method of a group are not written: those of the group are others.
    JsonNode primary =
        name.member().isEmpty() ? node.path("primaryMetric") : JsonInput.MAPPER.missingNode();
    BaseUnit named = named(name.metric(), unit);
    if (JmhMetric.isPercentile(name.metric())) {
      collector.describe(named.name(), Better.LOWER);
    }
    add(benchmark, JmhMetric.secondary(name.metric(), metric, primary), named, unit(metric));
  }

  /** JMH's own score is a throughput, or a time. */
  private void describe(BaseUnit unit) {
    if (unit.name().startsWith("op/")) {
      collector.describe(unit.name(), Better.HIGHER);
    } else if (unit.name().endsWith("/op")) {
      collector.describe(unit.name(), Better.LOWER);
    }
  }

  private static String unit(JsonNode metric) {
    return metric.path("scoreUnit").asString("");
  }

  /** Churn goes by its unit alone, as in Go; of the others the name must tell them apart. */
  static BaseUnit named(String metric, BaseUnit unit) {
    if (metric.equals("gc.alloc.rate.norm")) {
      return unit;
    }
    String name =
        switch (unit.name()) {
          case "", "counts", "---" -> metric;
          default ->
              unit.name().startsWith("#")
                  ? metric + unit.name().substring(1)
                  : metric + "-" + unit.name();
        };
    return new BaseUnit(name, unit.factor());
  }

  /**
   * @param member method of a group, or empty
   */
  private Benchmark benchmark(String fullName, String member, JsonNode node) {
    TreeMap<String, String> params = new TreeMap<>();
    node.path("params")
        .properties()
        .forEach(e -> params.put(e.getKey(), e.getValue().asString("")));
    return JmhName.of(
        label,
        member.isEmpty() ? fullName : fullName + ":" + member,
        params,
        String.valueOf(node.path("threads").asInt(1)),
        node.path("mode").asString(""));
  }

  /** Reads what a result depends on beside the code, but for an IDE's agent and its port. */
  private static Map<String, String> settings(JsonNode node) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : List.of("jmhVersion", "jdkVersion", "vmName", "vmVersion")) {
      settings.put(key, node.path(key).asString(""));
    }
    settings.put(
        Origin.ARGUMENTS,
        node.path("jvmArgs")
            .valueStream()
            .map(argument -> argument.asString(""))
            .filter(argument -> !argument.contains("idea_rt.jar"))
            .collect(Collectors.joining(" ")));
    return settings;
  }

  private void add(Benchmark benchmark, JmhMetric metric, BaseUnit unit, String writtenUnit) {
    if (metric.doubt() == JmhMetric.Doubt.SCORE_ALONE) {
      scoresAlone++;
    }
    if (metric.doubt() == JmhMetric.Doubt.UNEXPLAINED) {
      collector.find(
          path,
          "%s: the score of %s is none that its iterations give; %s"
              .formatted(
                  benchmark.name().path(),
                  unit.name(),
                  metric.values().isEmpty() ? "it is left out" : "the means of forks are shown"));
    }
    double[] values = new double[metric.values().size()];
    int finite = 0;
    for (int fork = 0; fork < metric.values().size(); fork++) {
      double value = metric.values().get(fork) * unit.factor();
      if (Double.isFinite(value)) {
        values[finite++] = value;
      } else {
        collector.find(
            path,
            "%s: fork %s has no finite value of %s; it is left out"
                .formatted(benchmark.name().path(), fork + 1, unit.name()));
      }
    }
    if (finite > 0) {
      collector.add(
          new Measurement(benchmark, unit.name(), writtenUnit, Arrays.copyOf(values, finite)));
    }
  }
}
