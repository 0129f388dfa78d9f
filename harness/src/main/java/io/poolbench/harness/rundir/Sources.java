package io.poolbench.harness.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import io.poolbench.scenarios.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the code of the variants, which their module packages beside their classes: a run
 * directory carries it, since what reads it knows no technique. A technique without such files has
 * none.
 */
public final class Sources {

  private Sources() {}

  /** Writes {@code sources/<technique>/<Variant>.java} for every variant that is measured. */
  public static void write(RunRecord run, RunDirectory directory) throws IOException {
    for (BenchmarkRecord benchmark : run.benchmarks()) {
      for (String variant : benchmark.variants()) {
        String file = fileName(variant);
        Optional<String> code = code(benchmark.technique() + "/" + file);
        if (code.isPresent()) {
          directory.writeSource(benchmark.technique(), file, code.get());
        }
      }
    }
  }

  private static String fileName(String variant) {
    return variant.substring(0, 1).toUpperCase(Locale.ROOT) + variant.substring(1) + ".java";
  }

  private static Optional<String> code(String resource) throws IOException {
    try (InputStream code = Catalogue.class.getResourceAsStream(resource)) {
      return code == null ? Optional.empty() : Optional.of(new String(code.readAllBytes(), UTF_8));
    }
  }
}
