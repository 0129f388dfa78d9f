package io.poolbench.cli.run;

import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.run.Costs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which part of a run is for this machine. */
final class ShardOptions {

  /** The index of a Kubernetes Indexed Job, from 0; Kubernetes does not say how many there are. */
  private static final String KUBERNETES_INDEX = "JOB_COMPLETION_INDEX";

  /** The index of a GitLab job with {@code parallel}, from 1. */
  private static final String GITLAB_INDEX = "CI_NODE_INDEX";

  private static final String GITLAB_TOTAL = "CI_NODE_TOTAL";

  private static final Pattern FORM = Pattern.compile("(auto|\\d{1,6})/(\\d{1,6})|auto");

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Measures only the I-th of N parts of the benchmarks; 'poolbench merge' puts the "
              + "parts together. auto/N takes I from "
              + KUBERNETES_INDEX
              + " (Kubernetes) or "
              + GITLAB_INDEX
              + " (GitLab); auto also takes N from "
              + GITLAB_TOTAL
              + ".")
  private @Nullable String shard;

  @Option(
      names = "--costs",
      paramLabel = "RUN",
      description =
          "With --shard: makes parts that take equally long, by the seconds that this "
              + "earlier run took. All shards need the same. Default: as the plan estimates.")
  private @Nullable Path costs;

  boolean areGiven() {
    return shard != null || costs != null;
  }

  /**
   * Returns the share of this machine; empty where it has the whole.
   *
   * @param blocks of all benchmarks
   * @param environment variables of this process
   * @throws IllegalArgumentException with what is wrong
   */
  Optional<Share> share(List<Block> blocks, RunPlan plan, Map<String, String> environment) {
    if (shard == null) {
      if (costs != null) {
        throw new IllegalArgumentException(
            "--costs: needs --shard I/N; a whole run is not shared out");
      }
      return Optional.empty();
    }
    SequencedMap<String, Long> millis =
        costs == null ? Costs.planned(blocks, plan) : Costs.measured(blocks, plan, costs);
    Shard chosen = parse(shard, List.copyOf(millis.keySet()), environment);
    return Optional.of(
        new Share(chosen, Shard.split(millis, chosen.shards()).get(chosen.index() - 1)));
  }

  /**
   * Says what a shard is to measure.
   *
   * @param mine of its benchmarks; may be none
   */
  record Share(Shard shard, List<String> mine) {

    boolean has(Block block) {
      return mine.contains(block.benchmark());
    }
  }

  static Shard parse(String text, List<String> benchmarks, Map<String, String> environment) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--shard: found '%s', expected I/N such as 1/4, auto/N or auto".formatted(text));
    }
    boolean auto = text.startsWith("auto");
    int index = auto ? index(text, environment) : Integer.parseInt(form.group(1));
    int shards = form.group(2) == null ? total(text, environment) : Integer.parseInt(form.group(2));
    if (index < 1 || index > shards) {
      throw new IllegalArgumentException(
          "--shard: found %s%s, expected a number from 1 to %d before the slash"
              .formatted(auto ? text + ", which is " : "", index + "/" + shards, shards));
    }
    return new Shard(index, shards, benchmarks);
  }

  private static int index(String text, Map<String, String> environment) {
    if (environment.containsKey(KUBERNETES_INDEX)) {
      return 1 + number(KUBERNETES_INDEX, environment);
    }
    if (environment.containsKey(GITLAB_INDEX)) {
      return number(GITLAB_INDEX, environment);
    }
    throw new IllegalArgumentException(
        "--shard: found '%s', but neither %s nor %s is set; write the number, such as 1/4"
            .formatted(text, KUBERNETES_INDEX, GITLAB_INDEX));
  }

  private static int total(String text, Map<String, String> environment) {
    // Kubernetes' index with GitLab's total would be parts of two different wholes.
    if (environment.containsKey(KUBERNETES_INDEX) || !environment.containsKey(GITLAB_TOTAL)) {
      throw new IllegalArgumentException(
          "--shard: found '%s', but only GitLab (%s) says how many shards there are; write auto/N"
              .formatted(text, GITLAB_TOTAL));
    }
    return number(GITLAB_TOTAL, environment);
  }

  private static int number(String variable, Map<String, String> environment) {
    String value = environment.getOrDefault(variable, "");
    if (!value.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "--shard: %s is '%s', expected a number".formatted(variable, value));
    }
    return Integer.parseInt(value);
  }
}
