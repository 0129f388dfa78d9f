package io.poolbench.cli.gate;

import io.poolbench.reports.gate.Replay;
import io.poolbench.reports.model.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads recorded forks of many benchmarks: compressed lines of name, fork and successive times. */
final class ForksFile {

  private static final String COLUMNS = "benchmark,fork,iterations";

  /** Fewer say little of what a benchmark can do. */
  private static final int FEWEST_FORKS = 5;

  private static final String REMEDY = "see 'poolbench simulate --help' for the format";

  private ForksFile() {}

  static List<Replay.Recorded> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file.toString(),
          Files.exists(file) ? "is no file" : "does not exist",
          "recorded forks, as gzip");
    }
    Map<String, List<List<Double>>> forks = new LinkedHashMap<>();
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number == 1 ? !line.equals(COLUMNS) : !parse(line, forks)) {
          throw malformed(file, number, line);
        }
      }
    } catch (ZipException e) {
      throw new InputException(
          file.toString(), "is no gzip: " + e.getMessage(), "recorded forks, as gzip", REMEDY);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e, "recorded forks, as gzip");
    }
    return recorded(file, forks);
  }

  private static InputException malformed(Path file, int number, String line) {
    String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    String expected =
        number == 1
            ? "'" + COLUMNS + "'"
            : "a name, a number, and at least %d positive times".formatted(Replay.ITERATIONS);
    return new InputException(file + ":" + number, "found '" + shown + "'", expected, REMEDY);
  }

  /** Tells whether a line is one. */
  private static boolean parse(String line, Map<String, List<List<Double>>> forks) {
    String[] fields = line.split(",", -1);
    if (fields.length != 3 || fields[0].isBlank() || !fields[1].matches("\\d+")) {
      return false;
    }
    List<Double> iterations = new ArrayList<>();
    try {
      for (String value : fields[2].strip().split(" +", -1)) {
        iterations.add(Double.parseDouble(value));
      }
    } catch (NumberFormatException _) {
      return false;
    }
    forks.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(iterations);
    return iterations.size() >= Replay.ITERATIONS
        && iterations.stream().allMatch(time -> time > 0 && Double.isFinite(time));
  }

  private static List<Replay.Recorded> recorded(Path file, Map<String, List<List<Double>>> forks) {
    List<Replay.Recorded> recorded = new ArrayList<>();
    forks.forEach(
        (benchmark, each) -> {
          if (each.size() < FEWEST_FORKS) {
            throw new InputException(
                file.toString(),
                "holds %d forks of %s".formatted(each.size(), benchmark),
                "at least %d of each benchmark".formatted(FEWEST_FORKS),
                "leave it out, or record more");
          }
          recorded.add(new Replay.Recorded(benchmark, each));
        });
    if (recorded.isEmpty()) {
      throw new InputException(file.toString(), "holds no forks", "lines of " + COLUMNS);
    }
    return recorded;
  }
}
