package io.poolbench.harness.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Properties;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;

/**
 * Takes how long a user of the state waits: from when JMH begins to set it up until the first
 * operation has ended, which is the first iteration in JMH's mode of single shots. And the most
 * memory that the process has had of the system by then.
 *
 * <p>The reply says {@code first.nanos} and, where the system tells, {@code peak.bytes}.
 */
final class FirstOperation implements Part {

  private static final String PEAK = "VmHWM:";

  private long started;
  private long nanos;
  private long peak = -1;
  private boolean over;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    started = System.nanoTime();
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    nanos = System.nanoTime() - started;
    peak = peakBytes();
    over = true;
  }

  /** Reads the high-water mark of the resident set; -1 where there is no /proc. */
  private static long peakBytes() {
    Path status = Paths.get("/proc/self/status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(PEAK)) {
          return 1024 * Long.parseLong(line.substring(PEAK.length()).replace("kB", "").trim());
        }
      }
      return -1;
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void tell(Properties reply) {
    reply.setProperty("first.nanos", String.valueOf(nanos));
    if (peak >= 0) {
      reply.setProperty("peak.bytes", String.valueOf(peak));
    }
  }
}
