package io.poolbench.cli.gate;

import io.poolbench.cli.loop.LiveRun;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for the harness: writes the run directory of arms that take turns, with times that
 * depend on the arguments and the round alone. The name of an arm's jar says what it does:
 *
 * <ul>
 *   <li>{@code larger}: it allocates an {@code int[1]} more;
 *   <li>{@code smaller}: it allocates nothing;
 *   <li>{@code quick}: it takes a fifth less time;
 *   <li>{@code hits}: it has a counter, of 3 per operation, and {@code morehits} of 4;
 *   <li>{@code held}: it has a footprint, of 100 bytes and a descriptor, {@code heldmore} of 124
 *       bytes and {@code heldopen} of two descriptors;
 * </ul>
 *
 * That of the head's also says what happens:
 *
 * <ul>
 *   <li>{@code bimodal}: every second of its forks does so, and of the baseline's, though the
 *       source asks for no more;
 *   <li>{@code heldmodes}: every second fork of both sides retains 24 bytes more;
 *   <li>{@code paused}: one in twenty of its iterations meets a pause;
 *   <li>{@code warming}: its forks become quicker halfway;
 *   <li>{@code noisy}: five forks cannot tell;
 *   <li>{@code uncounted}: its JVM cannot count objects, so that its bytes are JMH's;
 *   <li>{@code other}: its benchmark is another package's;
 *   <li>{@code alone}: it has a benchmark of its own;
 *   <li>{@code broken}: of one more benchmark every fork fails, on both sides;
 *   <li>{@code crashing}: its second fork fails;
 *   <li>{@code modes}: it has a second mode, whose iterations are not kept;
 *   <li>{@code stopped}: nothing is measured before it is resumed;
 *   <li>{@code full}: there is no space for more than the first look.
 * </ul>
 */
public final class ScriptedRuns implements GateRuns {

  static final String BENCHMARK = "Map.get";
  static final String HELD = "Map.held";
  static final String FULL = "run.json: cannot be written: No space left on device";

  /** That a timed fork takes, as the run tells; for budgets. */
  static final int SECONDS = 10;

  private static final int ITERATIONS = 60;
  private static String jvm = "";
  private static final Set<Kind> KINDS = Set.of(Kind.TIMING);

  @Override
  public LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume) {
    Map<String, String> jars = new LinkedHashMap<>();
    sides.all().forEach(side -> jars.put(side.name(), side.jars().classPath()));
    String head = jars.getOrDefault(LiveGate.HEAD, "");
    Begun begun =
        new Begun(jars, sides.include() == null ? RunPlan.CHANGES : sides.include().pattern());
    return new Scripted(
        directory,
        KINDS,
        Integer.MAX_VALUE,
        head.contains("held"),
        (kinds, rounds) -> {
          boolean timed = kinds.contains(Kind.TIMING);
          boolean stopped = head.contains("stopped") && !Files.exists(directory);
          boolean full = timed && head.contains("full") && rounds > looks.getFirst();
          if (full && !Files.exists(directory.resolve("space"))) {
            throw new InputException(FULL);
          }
          measure(directory, kinds, stopped ? 0 : rounds, begun);
          if (stopped) {
            throw new InputException("stopped; continue with: %s %s".formatted(resume, directory));
          }
        });
  }

  @Override
  public LiveRun resume(Path directory, String resume) {
    return new Scripted(
        directory,
        KINDS,
        Integer.MAX_VALUE,
        false,
        (kinds, rounds) -> measure(directory, kinds, rounds, Begun.of(directory)));
  }

  /**
   * What a run began with.
   *
   * @param jars of the arms, by name
   */
  private record Begun(Map<String, String> jars, String include) {

    static Begun of(Path directory) throws IOException {
      Map<String, String> jars = new LinkedHashMap<>();
      for (String arm : Files.readAllLines(directory.resolve("arms"))) {
        jars.put(arm.replaceFirst("=.*", ""), arm.replaceFirst("^[^=]*=", ""));
      }
      return new Begun(jars, Files.readString(directory.resolve("include")));
    }

    void write(Path directory) throws IOException {
      StringBuilder arms = new StringBuilder();
      jars.forEach((arm, jar) -> arms.append(arm).append('=').append(jar).append('\n'));
      Files.writeString(directory.resolve("arms"), arms);
      Files.writeString(directory.resolve("include"), include);
    }
  }

  /** What the runs from now on say of their JVM. */
  static void setJvm(String version) {
    jvm = version;
  }

  /** What happens when there are to be so many rounds. */
  @FunctionalInterface
  private interface Script {
    void measure(Set<Kind> kinds, int rounds) throws IOException;
  }

  private record Scripted(Path directory, Set<Kind> kinds, int most, boolean isHeld, Script script)
      implements LiveRun {

    @Override
    public List<String> benchmarks() {
      return isHeld ? List.of(BENCHMARK, HELD) : List.of(BENCHMARK);
    }

    @Override
    public int arms() {
      return 2;
    }

    /** A round has two arms. */
    @Override
    public LiveRun only(Set<Kind> some, Optional<Duration> budget) {
      int last = budget.map(time -> last(time)).orElse(Integer.MAX_VALUE);
      return new Scripted(directory, some, last, isHeld, script);
    }

    private int last(Duration budget) {
      try {
        return rounds(directory) + (int) (budget.toSeconds() / (2 * SECONDS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean until(int forks, Predicate<String> benchmarks) {
      try {
        script.measure(kinds, Math.min(most, forks));
        return forks <= most;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void measure(Path folder, Set<Kind> kinds, int rounds, Begun begun)
      throws IOException {
    Files.createDirectories(folder.resolve("trials"));
    for (Kind kind : kinds) {
      // As the plan has it.
      int most = kind == Kind.CENSUS || kind == Kind.PROFILE_CPU ? 1 : kind == Kind.SOURCE ? 2 : 40;
      int has = Math.max(Math.min(most, rounds), rounds(folder, kind));
      Files.writeString(folder.resolve(kind.name()), String.valueOf(has));
    }
    write(folder, rounds(folder), begun);
    Files.deleteIfExists(folder.resolveSibling("latest"));
    Files.createSymbolicLink(folder.resolveSibling("latest"), folder.getFileName());
  }

  /** Those that the run has. */
  static int rounds(Path folder) throws IOException {
    return rounds(folder, Kind.TIMING);
  }

  static int rounds(Path folder, Kind kind) throws IOException {
    Path file = folder.resolve(kind.name());
    return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
  }

  /** Trials in which nothing is timed, and what they leave. */
  private static void count(
      Path folder, String head, String arm, String jar, StringBuilder text, StringBuilder trials)
      throws IOException {
    boolean larger = jar.contains("larger");
    for (Kind kind : List.of(Kind.SOURCE, Kind.COUNT, Kind.CENSUS, Kind.PROFILE_CPU)) {
      for (int round = 0; round < rounds(folder, kind); round++) {
        boolean more = larger || (head.contains("bimodal") && kind == Kind.COUNT && round % 2 == 1);
        String name = kind.name().toLowerCase(Locale.ROOT);
        String log = "trials/%s-%s-%d".formatted(arm, name, round);
        String prefix = kind == Kind.SOURCE ? "source-" : "";
        boolean counts = kind == Kind.SOURCE || kind == Kind.COUNT;
        int objects = more ? 2 : jar.contains("smaller") ? 0 : 1;
        int hits = jar.contains("morehits") ? 4 : 3;
        boolean counter = kind == Kind.COUNT && jar.contains("hits");
        if (counts) {
          text.append(
              "Benchmark%s/variant=%s 1 %d %sallocs/op %d %sB/op%n"
                  .formatted(BENCHMARK, arm, objects, prefix, 24 * objects, prefix));
          if (counter) {
            text.append("Benchmark%s/variant=%s 1 %d hits/op%n".formatted(BENCHMARK, arm, hits));
          }
        }
        trials
            .append(trials.isEmpty() ? "" : ",")
            .append(
                "{\"benchmark\":\"%s\",\"variant\":\"%s\",\"kind\":\"%s\",\"status\":\"done\",\"round\":%d,"
                    .formatted(BENCHMARK, arm, name, round))
            .append("\"log\":\"%1$s.log\",\"result\":\"%1$s.json\",\"metrics\":{".formatted(log))
            .append(
                counts
                    ? (jar.contains("uncounted") && kind == Kind.COUNT
                            ? ""
                            : "\"%sallocs/op\":%d,".formatted(prefix, objects))
                        + "\"%sB/op\":%d".formatted(prefix, 24 * objects)
                        + (counter ? ",\"hits/op\":" + hits : "")
                    : "")
            .append("}}");
        String array = "{\"type\":\"int[]\",\"objects\":1,\"allocations\":1,\"bytes\":24";
        String node = array.replace("int[]", "sample.Node") + "%s}";
        String site = ",\"site\":\"sample.Codec.%s\"";
        Files.writeString(
            folder.resolve(log + "-objects.json"),
            "{\"classes\":[" + node.formatted("") + (more ? "," + array + "}" : "") + "]}");
        Files.writeString(
            folder.resolve(log + ".json"),
            "{\"sites\":["
                + node.formatted(site.formatted(more ? "encode:43" : "encode:42"))
                + (more ? "," + array + site.formatted("encode:42") + "}" : "")
                + "]}");
      }
    }
  }

  /** Trials of what units retain. */
  private static void hold(
      Path folder, String head, String arm, String jar, StringBuilder text, StringBuilder trials)
      throws IOException {
    for (int round = 0; round < rounds(folder, Kind.FOOTPRINT); round++) {
      boolean more = jar.contains("heldmore") || (head.contains("heldmodes") && round % 2 == 1);
      int bytes = more ? 124 : 100;
      int files = jar.contains("heldopen") ? 2 : 1;
      String file = "trials/%s-footprint-%d.json".formatted(arm, round);
      text.append(
          "Benchmark%s/variant=%s 1 %d retained-B/conn %d fds/conn%n"
              .formatted(HELD, arm, bytes, files));
      trials
          .append(trials.isEmpty() ? "" : ",")
          .append(
              """
              {"benchmark":"%s","variant":"%s","kind":"footprint","status":"done","round":%d,
               "result":"%s","metrics":{"retained-B/conn":%d,"fds/conn":%d}}"""
                  .formatted(HELD, arm, round, file, bytes, files));
      Files.writeString(
          folder.resolve(file),
          "{\"bytesByClass\":{\"sample.Conn\":100%s}}".formatted(more ? ",\"int[]\":24" : ""));
    }
  }

  private static void write(Path folder, int rounds, Begun begun) throws IOException {
    Map<String, String> jars = begun.jars();
    String head = jars.getOrDefault(LiveGate.HEAD, "");
    Files.createDirectories(folder);
    begun.write(folder);
    StringBuilder text =
        new StringBuilder(
            """
            Unit op/sec better=higher
            Unit source-allocs/op better=lower assume=exact
            Unit source-B/op better=lower assume=exact
            """);
    StringBuilder trials = new StringBuilder();
    StringBuilder jmh = new StringBuilder();
    for (Map.Entry<String, String> each : jars.entrySet()) {
      String arm = each.getKey();
      count(folder, head, arm, each.getValue(), text, trials);
      if (head.contains("held")) {
        hold(folder, head, arm, each.getValue(), text, trials);
      }
      double speed = each.getValue().contains("quick") ? 0.8 : 1;
      double pause = head.contains("paused") && arm.equals("head") ? 4 : 1;
      double late = head.contains("warming") && arm.equals("head") ? 1.1 : 1;
      double noise = head.contains("noisy") ? 4 : 0;
      SplittableRandom random = new SplittableRandom(arm.hashCode());
      StringBuilder forks = new StringBuilder();
      for (int round = 0; round < rounds; round++) {
        double level = speed * (100 + 0.1 * (round % 5)) + noise * random.nextGaussian();
        double spike = head.contains("spiky") ? 1 + 40 * random.nextDouble() : pause;
        double[] times =
            IntStream.range(0, ITERATIONS)
                .mapToDouble(
                    i -> level * (i % 20 == 7 ? spike : 1) * (i < ITERATIONS / 2 ? late : 1))
                .toArray();
        forks.append(round == 0 ? "" : ",").append(Arrays.toString(times));
        double mean = Arrays.stream(times).average().orElseThrow();
        text.append(
            String.format(
                Locale.ROOT,
                "Benchmark%s/variant=%s 1 %s ns/op 24 B/op %s op/sec%n",
                BENCHMARK,
                arm,
                mean,
                1e9 / mean));
        boolean failed = head.contains("crashing") && arm.equals("head") && round == 1;
        String metrics = metrics(mean, head.contains("modes"));
        trials
            .append(trials.isEmpty() ? "" : ",")
            .append(failed ? failed(BENCHMARK, round, arm) : done(BENCHMARK, round, arm, metrics));
        if (head.contains("broken")) {
          trials.append(",").append(failed("Map.put", round, arm));
        }
      }
      jmh.append(jmh.isEmpty() ? "" : ",")
          .append("{\"params\":{\"poolbench.arm\":\"")
          .append(BENCHMARK + "/variant=")
          .append(arm)
          .append("\"},\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":[")
          .append(forks)
          .append("]}}");
    }
    Files.writeString(folder.resolve("benchmarks.txt"), text);
    Files.writeString(folder.resolve("jmh.json"), "[" + jmh + "]");
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"schema":"poolbench-run/1","started":"2026-11-27T04:00:00Z","plan":{"jvmArgs":["-Xmx1g"],"include":%s},
         "environment":{"host":"scripted","load at start":"0.1","jvm":"%s"},
         "benchmarks":[%s],"jars":{"benchmarks":{"Map.get":{"path":"%s"}},"unmatched":[%s]},"trials":[%s]}
        """
            .formatted(
                JsonMapper.shared().writeValueAsString(begun.include()),
                jvm,
                subject(BENCHMARK, jars.keySet())
                    + (head.contains("broken") ? "," + subject("Map.put", jars.keySet()) : "")
                    + (head.contains("held")
                        ? "," + subject(HELD, jars.keySet()).replace("{", "{\"footprint\":true,")
                        : ""),
                head.contains("other") ? "other.Map.get" : "sample.Map.get",
                head.contains("alone") ? "{\"benchmark\":\"Map.size\",\"arm\":\"head\"}" : "",
                trials));
  }

  private static String subject(String name, Set<String> arms) {
    return """
        {"name":"%s","technique":"%s","variants":["%s"]}"""
        .formatted(name, name, String.join("\",\"", arms));
  }

  /** The second mode's numbers are of another direction and size than the iterations. */
  private static String metrics(double mean, boolean modes) {
    String time = String.format(Locale.ROOT, "\"ns/op\":%s", mean);
    return (modes ? "\"op/sec\":" + 1e9 / mean + "," : "") + time + ",\"B/op\":24";
  }

  private static String done(String benchmark, int round, String arm, String metrics) {
    return """
        {"benchmark":"%s","variant":"%s","kind":"timing","status":"done","round":%d,"seconds":%d,
         "metrics":{%s}}"""
        .formatted(benchmark, arm, round, SECONDS, metrics);
  }

  private static String failed(String benchmark, int round, String arm) {
    return """
        {"benchmark":"%s","variant":"%s","kind":"timing","status":"failed","round":%d,
         "log":"trials/%d.log"}"""
        .formatted(benchmark, arm, round, round);
  }
}
