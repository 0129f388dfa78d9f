package io.poolbench.harness.fork;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs forks in which async-profiler records the first measured iteration: censuses, which say
 * where objects come from, and profiles.
 */
final class Recordings {

  /** Short, since every single allocation is recorded: some ten thousand. */
  private static final long COUNTED_MILLIS = 100;

  private Recordings() {}

  /** Returns the commands that start the recording of such a trial, the best first. */
  private static List<String> commands(Trial.Kind kind) {
    return switch (kind) {
      // An interval of one byte records everything; of zero, every 512 KB.
      case CENSUS -> List.of("start,event=alloc,alloc=1");
      case PROFILE_ALLOC -> List.of("start,event=alloc,alloc=64k");
      case PROFILE_LIVE -> List.of("start,event=alloc,alloc=64k,live");
      // All but the first need no perf events.
      case PROFILE_CPU ->
          List.of(
              "start,event=cpu,interval=1ms",
              "start,event=ctimer,interval=1ms",
              "start,event=itimer,interval=1ms");
      case TIMING, SOURCE, COUNT, FOOTPRINT ->
          throw new IllegalArgumentException("no profile: " + kind);
    };
  }

  static Outcome census(JmhFork fork) throws TrialFailedException, IOException {
    Map<String, String> request = request(fork);
    Path collections = Pauses.beside(fork.files().recording());
    request.put("count", "true");
    request.put("collections", collections.toString());
    request.put("collections.millis", String.valueOf(fork.plan().census().collectorMillis()));
    Properties reply = record(fork, request, 2, COUNTED_MILLIS);
    CallSites recorded =
        CallSites.read(
            fork.files().recording(),
            Instant.parse(reply.getProperty("from")),
            Instant.parse(reply.getProperty("to")),
            Long.parseLong(reply.getProperty("recorded")),
            BenchmarkFrames.of(fork.files().recording())::isOfTheBenchmark);
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    List<String> findings = new ArrayList<>();
    CallSites sites = recorded;
    if (reply.containsKey("operations")) {
      sites = recorded.scaledTo(ObjectCounts.of(reply));
    } else {
      metrics.put("allocs/op", recorded.allocationsPerOperation());
      findings.add(
          "%s: its objects were recorded by async-profiler, since %s"
              .formatted(fork.trial().arm(), reply.getProperty("uncountable")));
    }
    metrics.putAll(Pauses.read(collections, Long.parseLong(reply.getProperty("watched"))));
    return new Outcome(
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(sites) + "\n",
        null,
        sites.operations(),
        metrics,
        findings);
  }

  static Outcome profile(JmhFork fork) throws TrialFailedException, IOException {
    // With the last iteration JMH lets the state go, which would be live no more.
    Properties reply = record(fork, request(fork), 2, fork.plan().profileMillis());
    long operations = Long.parseLong(reply.getProperty("recorded"));
    return new Outcome(
        "{\"operations\":%d}%n".formatted(operations),
        null,
        operations,
        new LinkedHashMap<>(),
        List.of());
  }

  private static Map<String, String> request(JmhFork fork) {
    Map<String, String> request = new HashMap<>();
    request.put("recording", fork.files().recording().toString());
    List<String> ways = commands(fork.trial().kind());
    for (int way = 0; way < ways.size(); way++) {
      request.put("start." + way, ways.get(way));
    }
    return request;
  }

  private static Properties record(
      JmhFork fork, Map<String, String> request, int iterations, long millis)
      throws TrialFailedException, IOException {
    Properties reply = fork.measureWarm(request, JmhFork.measurement(iterations, millis)).reply();
    String unavailable = reply.getProperty("unavailable");
    if (unavailable != null) {
      throw new TrialFailedException(unavailable, true);
    }
    if (!reply.containsKey("recorded")) {
      throw new TrialFailedException("JMH ran no measured iteration; nothing was recorded");
    }
    return reply;
  }
}
