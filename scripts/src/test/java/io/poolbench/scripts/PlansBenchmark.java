package io.poolbench.scripts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Shows how long a user waits for each plan, in seconds and from end to end: from the start of the
 * launcher until the report is written. Run by {@code mvn verify -DskipTests -Pplans}, with nothing
 * else running.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
public class PlansBenchmark {

  private static final Pattern LEFT =
      Pattern.compile("\\[\\d+/\\d+] round (\\d+): .*, about (\\d+):(\\d\\d) left");

  @Param({"smoke", "seeds", "standard"})
  public String plan = "";

  /** What the run has said beside its time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Told {

    /** Forks, each a JVM of its own. */
    public double forks;

    /**
     * The estimate that is printed when the first round is over, or after the first fork where
     * there is one round only, in percent of what it took.
     */
    public double estimatePercent;
  }

  @Benchmark
  public void run(Told told) throws Exception {
    Path root = Path.of(System.getProperty("poolbench.root"));
    Path out = Files.createTempDirectory("plan").resolve(plan);
    long start = System.nanoTime();
    ProcessBuilder poolbench =
        new ProcessBuilder(
            root.resolve("scripts/poolbench").toString(), "run", "--plan", plan, "--out", "" + out);
    Process run = poolbench.redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    double firstFork = 0;
    double firstRound = 0;
    // JMH interrupts what takes too long; the run would go on beside the next.
    try (var lines = run.inputReader();
        AutoCloseable _ = () -> end(run)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        Matcher left = LEFT.matcher(line);
        if (left.find()) {
          told.forks++;
          double estimated = seconds(start) + seconds(left);
          firstFork = firstFork == 0 ? estimated : firstFork;
          firstRound = left.group(1).equals("1") ? estimated : firstRound;
        }
      }
    }
    int exitCode = run.waitFor();
    double took = seconds(start);
    if (exitCode != 0) {
      throw new IllegalStateException(
          "run --plan " + plan + " ended with " + exitCode + "\n" + said);
    }
    boolean oneRound = !said.toString().contains(" round 2: ");
    told.estimatePercent = 100 * (oneRound ? firstFork : firstRound) / took;
    System.out.printf(Locale.ROOT, "%s: %.0f s; results in %s%n", plan, took, out);
  }

  private static void end(Process run) {
    run.descendants().forEach(ProcessHandle::destroy);
    run.destroy();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double seconds(Matcher left) {
    return 60 * Integer.parseInt(left.group(2)) + Integer.parseInt(left.group(3));
  }
}
