package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recorded run, with the figures that a seed tells of one row. */
final class SeededRun {

  private static final Path RUN = Cli.resource("page-run");

  private SeededRun() {}

  /** Writes it into a folder. */
  static Path in(Path folder) throws IOException {
    for (String file : List.of("benchmarks.txt", "jmh.json")) {
      Files.copy(RUN.resolve(file), folder.resolve(file));
    }
    String json = Cli.read(RUN.resolve("run.json"));
    String limits = "\"limits\": \"\",";
    assertThat(json).contains(limits);
    Files.writeString(
        folder.resolve("run.json"),
        json.replaceFirst(
            limits,
            limits
                + """
                "seeds": [
                 {"variant": "after", "unit": "sec/op", "before": 28777e-9, "after": 24927e-9},
                 {"variant": "after", "unit": "B/op", "before": 13716, "after": 5286},
                 {"variant": "after", "unit": "allocs/op", "before": 52, "after": 46}],
                """));
    return folder;
  }
}
