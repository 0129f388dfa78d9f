package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which iterations belong to which trial, and what is told of trials that did not end. */
final class RunDirectoryTest {

  @TempDir private Path folder;

  private List<StoredRun.Trial> trials(String trials, String jmh) throws IOException {
    return read(trials, jmh).runs().getFirst().trials();
  }

  private ResultSet read(String trials, String jmh) throws IOException {
    Files.writeString(
        folder.resolve("benchmarks.txt"), "BenchmarkMap.get/variant=base 1 5 ns/op\n");
    Files.writeString(
        folder.resolve("run.json"), "{\"schema\":\"poolbench-run/1\",\"trials\":[" + trials + "]}");
    Files.writeString(folder.resolve("jmh.json"), "[" + jmh + "]");
    return ResultFiles.read(
        List.of(new Input("run", folder.toString())), InputStream.nullInputStream());
  }

  private static String jmh(String params, String rawData) {
    return "{\"params\":{%s},\"primaryMetric\":{\"rawData\":%s}}".formatted(params, rawData);
  }

  @Test
  void ofATechniqueThatHasItsParameters() throws IOException {
    String trial =
        """
        {"benchmark":"Cipher/op=seal","technique":"cipher","workload":"seal","setting":"",
         "variant":"after","kind":"timing","status":"done"}
        """;
    String params =
        "\"technique\":\"cipher\",\"op\":\"seal\",\"setting\":\"\",\"variant\":\"after\"";
    assertThat(trials(trial + "," + trial, jmh(params, "[[1,2],[3,4]]")))
        .extracting(StoredRun.Trial::iterations)
        .containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
  }

  @Test
  void ofABenchmarkOfAnyJarThatHasTheNameOfItsArmAndOfSeveralModesTheFirst() throws IOException {
    String trial =
        """
        {"benchmark":"Map.get/size=10","technique":"Map.get","workload":"size=10","setting":"",
         "variant":"%s","kind":"timing","status":"done"}
        """;
    String head = "\"size\":\"10\",\"poolbench.arm\":\"Map.get/size=10/variant=head\"";
    String base = head.replace("head", "base");
    assertThat(
            trials(
                trial.formatted("head") + "," + trial.formatted("base"),
                String.join(",", jmh(base, "[[1,2]]"), jmh(base, "[[9,9]]"), jmh(head, "[[3,4]]"))))
        .extracting(StoredRun.Trial::iterations)
        .containsExactly(List.of(3.0, 4.0), List.of(1.0, 2.0));
  }

  @Test
  void iterationsAreInBaseUnitsAsTheValuesAre() throws IOException {
    String trial =
        """
        {"benchmark":"Map.get","variant":"base","kind":"timing","status":"done"}
        """;
    String jmh =
        jmh("\"poolbench.arm\":\"Map.get/variant=base\"", "[[1,2]]")
            .replace("\"rawData\"", "\"scoreUnit\":\"us/op\",\"rawData\"");
    assertThat(trials(trial, jmh))
        .extracting(StoredRun.Trial::iterations)
        .containsExactly(List.of(1e-6, 2e-6));
  }

  @Test
  void anIterationWithoutANumberCostsItsForkAloneAndNoOtherItsPlace() throws IOException {
    String trial =
        """
        {"benchmark":"Map.get","variant":"base","kind":"timing","status":"done"}
        """;
    String jmh = jmh("\"poolbench.arm\":\"Map.get/variant=base\"", "[[1,\"NaN\"],[2,3]]");
    assertThat(trials(trial + "," + trial, jmh))
        .extracting(StoredRun.Trial::iterations)
        .containsExactly(List.of(), List.of(2.0, 3.0));
  }

  @Test
  void whatAnInterruptedRunHasNotComeToIsOneLineAndEachArmThatFailedAnother() throws IOException {
    String trial =
        """
        {"benchmark":"Map.get","variant":"%s","kind":"timing","status":"%s","log":"%s"}
        """;
    String trials =
        String.join(
            ",",
            trial.formatted("base", "done", "0.log"),
            trial.formatted("base", "failed", "1.log"),
            trial.formatted("head", "pending", "2.log"),
            trial.formatted("base", "pending", "3.log"));
    assertThat(read(trials, jmh("", "[[1]]")).findings())
        .extracting(Finding::text)
        .containsExactly(
            "2 of 4 trials pending; the command that began the run finishes it with --resume "
                + folder,
            "Map.get/variant=base: 1 of 3 trials failed; see " + folder.resolve("1.log"));
  }
}
