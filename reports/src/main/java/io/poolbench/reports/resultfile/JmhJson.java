package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.unit.BaseUnit;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * JMH's own JSON result ({@code -rf json}) of any project. A sample is one fork: the mean of its
 * iterations, because iterations within a fork are not independent.
 */
final class JmhJson {

  private final String path;
  private final String label;
  private final Collector collector;

  private JmhJson(String path, String label, Collector collector) {
    this.path = path;
    this.label = label;
    this.collector = collector;
  }

  /** Reads one benchmark at a time, since a sampling benchmark's histograms may be large. */
  static void read(InputStream stream, String path, String label, Collector collector) {
    JmhJson json = new JmhJson(path, label, collector);
    try (JsonParser parser = Json.MAPPER.createParser(stream)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw json.noResult("JSON that is no array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        json.readBenchmark(parser.readValueAsTree());
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw json.noResult("an array of something else than objects");
      }
    }
  }

  private InputException noResult(String found) {
    return new InputException(
        path, found, "a JMH result, an array of benchmarks", "write it with -rf json");
  }

  private void readBenchmark(JsonNode node) {
    JsonNode primary = node.path("primaryMetric");
    String name = node.path("benchmark").asString("");
    if (!primary.isObject() || name.isEmpty()) {
      throw noResult("an object without benchmark and primaryMetric");
    }
    Benchmark benchmark = benchmark(name, node);
    readMetric(benchmark, primary, BaseUnit.ofJmh(unit(primary)));
    for (Map.Entry<String, JsonNode> secondary : node.path("secondaryMetrics").properties()) {
      // Before 1.34 JMH began the names of profilers' metrics with a middle dot.
      String metric = secondary.getKey().replaceFirst("^·", "");
      BaseUnit unit = BaseUnit.ofJmh(unit(secondary.getValue()));
      readMetric(benchmark, secondary.getValue(), named(metric, unit));
    }
  }

  private static String unit(JsonNode metric) {
    return metric.path("scoreUnit").asString("");
  }

  /** Churn goes by its unit alone, as in Go; of the others the name must tell them apart. */
  private static BaseUnit named(String metric, BaseUnit unit) {
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

  /** The package and the mode are configuration, as a Go package is: they split tables. */
  private Benchmark benchmark(String fullName, JsonNode node) {
    int method = fullName.lastIndexOf('.');
    int type = fullName.lastIndexOf('.', method - 1);
    StringBuilder name = new StringBuilder(fullName.substring(type + 1));
    for (Map.Entry<String, JsonNode> param : node.path("params").properties()) {
      name.append('/').append(param.getKey()).append('=').append(param.getValue().asString(""));
    }
    if (node.path("threads").asInt(1) != 1) {
      name.append("/threads=").append(node.path("threads").asInt());
    }
    Map<String, String> configuration = new LinkedHashMap<>();
    if (type > 0) {
      configuration.put("pkg", fullName.substring(0, type));
    }
    configuration.put("mode", node.path("mode").asString(""));
    return new Benchmark(label, name.toString(), configuration);
  }

  private void readMetric(Benchmark benchmark, JsonNode metric, BaseUnit unit) {
    boolean histogram = metric.has("rawDataHistogram");
    JsonNode forks = metric.path(histogram ? "rawDataHistogram" : "rawData");
    int number = 0;
    for (JsonNode fork : forks) {
      number++;
      OptionalDouble mean = histogram ? meanOfHistograms(fork) : meanOf(fork);
      if (mean.isEmpty() || !Double.isFinite(mean.getAsDouble())) {
        collector.find(
            path,
            "%s: fork %d has no finite value of %s; it is left out"
                .formatted(benchmark.name(), number, unit.name()));
        continue;
      }
      double value = mean.getAsDouble() * unit.factor();
      collector.add(benchmark, unit.name(), unit(metric), value);
    }
  }

  private static OptionalDouble meanOf(JsonNode iterations) {
    double sum = 0;
    for (JsonNode iteration : iterations) {
      sum += number(iteration);
    }
    return iterations.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum / iterations.size());
  }

  /** Every iteration is a list of pairs of a value and how often it was sampled. */
  private static OptionalDouble meanOfHistograms(JsonNode iterations) {
    double sum = 0;
    double count = 0;
    for (JsonNode iteration : iterations) {
      for (JsonNode bin : iteration) {
        sum += number(bin.path(0)) * number(bin.path(1));
        count += number(bin.path(1));
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** JMH writes what is not finite as text. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
