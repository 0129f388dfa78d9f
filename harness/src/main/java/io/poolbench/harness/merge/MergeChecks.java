package io.poolbench.harness.merge;

import io.poolbench.harness.rundir.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks what runs must have in common to be parts of one. */
final class MergeChecks {

  private MergeChecks() {}

  /**
   * Refuses runs that are no parts of one run.
   *
   * @throws IllegalArgumentException naming two runs, what differs and what to do
   */
  static void requirePartsOfOneRun(List<MergeInput> inputs) {
    for (MergeInput input : inputs) {
      if (input.run().parts() != null) {
        throw new IllegalArgumentException(
            "%s: is merged already; name the %d runs that it was merged from"
                .formatted(input.root(), input.run().parts().size()));
      }
    }
    MergeInput first = inputs.getFirst();
    for (MergeInput other : inputs.subList(1, inputs.size())) {
      requireSame(
          first, other, "poolbench version", RunRecord::poolbench, "measure all with one version");
      requireSame(
          first,
          other,
          "fingerprint of the measured code",
          run -> "%.12s".formatted(run.code()),
          run -> run.code(),
          "build once and measure that everywhere");
      requireSamePlan(first, other);
      requireSame(
          first,
          other,
          "arms",
          run -> arms(run).toString(),
          "measure all with the same --arm and --jar");
      requireSame(
          first,
          other,
          "split",
          run -> run.shard() == null ? "none" : "into " + run.shard().shards(),
          "measure all with the same N of --shard I/N");
      requireSame(
          first,
          other,
          "selection",
          run -> run.shard() == null ? "of none" : run.shard().benchmarks().size() + " benchmarks",
          run -> run.shard() == null ? List.of() : run.shard().benchmarks(),
          "measure all with the same --include and --plan");
    }
    for (int one = 1; one < inputs.size(); one++) {
      // Sorted: what is named twice stands side by side.
      RunRecord run = inputs.get(one).run();
      RunRecord previous = inputs.get(one - 1).run();
      // The same forks twice would pass for twice as many.
      if (isSameRun(run, previous)) {
        throw new IllegalArgumentException(
            "%s: is the same run as %s%s"
                .formatted(
                    inputs.get(one).root(),
                    inputs.get(one - 1).root(),
                    run.equals(previous)
                        ? "; name it once"
                        : ", before or after it was resumed; name the finished one"));
      }
    }
  }

  private static boolean isSameRun(RunRecord one, RunRecord other) {
    return one.started().equals(other.started())
        && one.seed() == other.seed()
        && Objects.equals(one.shard(), other.shard());
  }

  private static void requireSame(
      MergeInput first,
      MergeInput other,
      String what,
      Function<RunRecord, String> value,
      String remedy) {
    requireSame(first, other, what, value, value, remedy);
  }

  private static void requireSame(
      MergeInput first,
      MergeInput other,
      String what,
      Function<RunRecord, String> shown,
      Function<RunRecord, ?> value,
      String remedy) {
    if (!Objects.equals(value.apply(first.run()), value.apply(other.run()))) {
      throw new IllegalArgumentException(
          "%s: has another %s than %s: %s, expected %s; %s"
              .formatted(
                  other.root(),
                  what,
                  first.root(),
                  shown.apply(other.run()),
                  shown.apply(first.run()),
                  remedy));
    }
  }

  private static void requireSamePlan(MergeInput first, MergeInput other) {
    JsonNode expected = JsonMapper.shared().valueToTree(first.run().plan());
    JsonNode found = JsonMapper.shared().valueToTree(other.run().plan());
    String differing =
        expected.properties().stream()
            // The rounds say the same in words.
            .filter(setting -> !setting.getKey().equals("forks"))
            .filter(setting -> !setting.getValue().equals(found.get(setting.getKey())))
            .map(
                setting ->
                    "%s %s, expected %s"
                        .formatted(
                            setting.getKey(), found.get(setting.getKey()), setting.getValue()))
            .collect(Collectors.joining(", "));
    if (!differing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: has another plan than %s: %s; measure all with the same --plan and --rounds"
              .formatted(other.root(), first.root(), differing));
    }
  }

  /** Returns the arms without paths: where a jar or a JDK lies is each machine's own affair. */
  private static List<Map<String, String>> arms(RunRecord run) {
    return run.jars() == null
        ? List.of()
        : run.jars().arms().stream()
            .map(
                arm ->
                    Map.of(
                        arm.name(), "jvmArgs=%s params=%s".formatted(arm.jvmArgs(), arm.params())))
            .toList();
  }
}
