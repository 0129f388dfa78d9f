package io.poolbench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forks of benchmarks that are not ours in which async-profiler records: censuses and profiles. JMH
 * warms up as in a timing trial; then a probe of ours records the measured iterations.
 */
final class JarRecording {

  /** Of a census: one iteration, then two more. */
  private static final int COUNTED = 3;

  /** Short, since every single allocation is recorded: some ten thousand. */
  private static final long COUNTED_MILLIS = 100;

  /** What the probe said of the iterations that it has recorded. */
  private record Recorded(List<Long> operations, List<Instant> instants) {}

  private JarRecording() {}

  static Outcome census(Trial trial, RunPlan plan, JarSuite suite, Path recording, Path log)
      throws TrialFailedException {
    List<String> options = new ArrayList<>(JarFork.warmup(plan));
    options.addAll(JarFork.measurement(COUNTED, COUNTED_MILLIS));
    Recorded recorded = record(trial, suite, COUNTED, options, recording, log);
    List<Long> operations = recorded.operations;
    List<Instant> instants = recorded.instants;
    try {
      Census census =
          Census.read(
              recording,
              new Census.Phases(
                  List.of(operations.get(0), operations.get(1) + operations.get(2)),
                  instants.get(0),
                  instants.get(1),
                  instants.get(COUNTED),
                  // JMH does not tell; the bytes of the timing trials will.
                  true),
              BenchmarkFrames.of(recording)::isOfTheBenchmark);
      SequencedMap<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("allocs/op", census.allocationsPerOperation());
      return new Outcome(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(census) + "\n",
          operations.stream().mapToLong(Long::longValue).sum(),
          metrics,
          CensusFork.findings(trial, census));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Outcome profile(Trial trial, RunPlan plan, JarSuite suite, Path recording, Path log)
      throws TrialFailedException {
    List<String> options = new ArrayList<>(JarFork.warmup(plan));
    // With the last iteration JMH lets the state go, which would be live no more.
    options.addAll(JarFork.measurement(2, plan.profileMillis()));
    Recorded recorded = record(trial, suite, 1, options, recording, log);
    long operations = recorded.operations.getFirst();
    return new Outcome(
        JsonMapper.shared().writeValueAsString(new ProfileProgram.Result(operations)) + "\n",
        operations,
        new LinkedHashMap<>(),
        List.of());
  }

  private static Recorded record(
      Trial trial, JarSuite suite, int iterations, List<String> options, Path recording, Path log)
      throws TrialFailedException {
    Path request = log.resolveSibling(log.getFileName() + ".probe");
    Path reply = log.resolveSibling(request.getFileName() + ".reply");
    try (ProbeFiles probe = ProbeFiles.copy()) {
      Files.deleteIfExists(reply);
      write(request, trial.kind(), iterations, recording);
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-prof", ProbeFiles.RECORDING + ":" + request));
      try {
        JarFork.measure(trial, suite, List.of(probe.folder()), all, log);
      } catch (TrialFailedException e) {
        String unavailable = ProbeFiles.read(reply).getProperty("unavailable");
        throw unavailable == null ? e : new TrialFailedException(unavailable, true);
      }
      return recorded(ProbeFiles.read(reply), iterations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ProbeFiles.delete(request);
      ProbeFiles.delete(reply);
    }
  }

  private static Recorded recorded(Properties reply, int iterations) throws TrialFailedException {
    if (!reply.containsKey("instant." + iterations)) {
      throw new TrialFailedException(
          "JMH ran fewer than %d measured iterations; nothing was counted".formatted(iterations));
    }
    return new Recorded(
        LongStream.range(0, iterations)
            .mapToObj(i -> Long.valueOf(reply.getProperty("operations." + i)))
            .toList(),
        LongStream.rangeClosed(0, iterations)
            .mapToObj(i -> Instant.parse(reply.getProperty("instant." + i)))
            .toList());
  }

  private static void write(Path request, Trial.Kind kind, int iterations, Path recording)
      throws IOException {
    Properties asked = new Properties();
    asked.setProperty("recording", recording.toString());
    asked.setProperty("iterations", String.valueOf(iterations));
    List<String> ways = Profiler.commands(kind);
    for (int way = 0; way < ways.size(); way++) {
      asked.setProperty("start." + way, ways.get(way));
    }
    try (Writer writer = Files.newBufferedWriter(request)) {
      asked.store(writer, null);
    }
  }
}
