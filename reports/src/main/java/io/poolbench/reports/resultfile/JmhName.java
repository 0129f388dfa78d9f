package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Names of JMH as those of Go: {@code MapBenchmark.get/size=10/threads=4}. */
final class JmhName {

  private JmhName() {}

  /**
   * The package and the mode are configuration, as a Go package is: they split tables. The order in
   * which a file has its parameters says nothing.
   *
   * @param fullName {@code org.example.MapBenchmark.get}, with the method of a group behind a colon
   */
  static Benchmark of(
      String label,
      String fullName,
      SortedMap<String, String> params,
      String threads,
      String mode) {
    int method = fullName.lastIndexOf('.');
    int type = fullName.lastIndexOf('.', method - 1);
    StringBuilder name = new StringBuilder(fullName.substring(type + 1));
    params.forEach((key, value) -> name.append('/').append(key).append('=').append(value));
    if (!threads.equals("1")) {
      name.append("/threads=").append(threads);
    }
    Map<String, String> configuration = new LinkedHashMap<>();
    if (type > 0) {
      configuration.put("pkg", fullName.substring(0, type));
    }
    configuration.put("mode", mode);
    return new Benchmark(label, name.toString(), configuration);
  }
}
