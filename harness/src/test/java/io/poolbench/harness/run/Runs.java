package io.poolbench.harness.run;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Real runs, as the commands have them: by what the harness offers to those above it. */
public final class Runs {

  private static final String RESUME = "resume";

  private Runs() {}

  /** A plan by its name, for runs whose figures are not at stake: its warm-up is cut off. */
  public static RunPlan plan(String name) {
    RunPlan named = RunPlan.named(name).orElseThrow();
    RunPlan.Timing timing = named.timing().orElseThrow();
    return new RunPlan(
        named.name(),
        named.include(),
        named.forks(),
        Optional.of(
            new RunPlan.Timing(
                new RunPlan.Iterations(6, 50), new RunPlan.Iterations(3, 100), timing.objects())),
        named.source(),
        named.census(),
        named.footprint(),
        500,
        named.jvmArgs());
  }

  /** Of the catalogue; returns how many trials failed. */
  public static long ours(Path out, RunPlan plan, String include, long seed) {
    Selection selection =
        new Selection(Pattern.compile(include), List.of(""), Set.of(), RunPlan.Census.Scope.ALL);
    return measure(Run.begin(out, plan, seed, selection.blocks(), null));
  }

  /** Of jars, as the plan says. */
  public static long jars(
      Path out, RunPlan plan, String include, Set<Trial.Kind> kinds, JarArm... arms) {
    return jars(out, plan, include, List.of(""), kinds, arms);
  }

  /** Of jars under several settings, as the plan says. */
  public static long jars(
      Path out,
      RunPlan plan,
      String include,
      List<String> settings,
      Set<Trial.Kind> kinds,
      JarArm... arms) {
    return jars(out, plan.forJars(include, false), settings, kinds, 0, arms);
  }

  /** Of jars, as their annotations say. */
  public static long asAnnotated(
      Path out, int rounds, String include, Set<Trial.Kind> kinds, JarArm... arms) {
    return asAnnotated(out, rounds, include, List.of(""), kinds, 0, arms);
  }

  public static long asAnnotated(
      Path out,
      int rounds,
      String include,
      List<String> settings,
      Set<Trial.Kind> kinds,
      long seed,
      JarArm... arms) {
    RunPlan plan = plan("smoke").withRounds(rounds).forJars(include, true);
    return jars(out, plan, settings, kinds, seed, arms);
  }

  private static long jars(
      Path out,
      RunPlan plan,
      List<String> settings,
      Set<Trial.Kind> kinds,
      long seed,
      JarArm... arms) {
    Pattern include = Pattern.compile(plan.include());
    JarSuite.Selection selection =
        JarSuite.select(Stream.of(arms).toList(), include, settings, kinds);
    return measure(Run.begin(out, plan, seed, selection, null));
  }

  /** One round of a selection, in short iterations. */
  public static long measure(Path out, JarSuite.Selection selection) {
    RunPlan plan = plan("smoke").withRounds(1).forJars("", false);
    return measure(Run.begin(out, plan, 0, selection, null));
  }

  public static long extend(Path directory, int rounds, Predicate<String> benchmarks) {
    Run run = Run.resume(directory, false);
    run.narrow(benchmarks);
    run.extend(rounds, benchmarks);
    return measure(run);
  }

  public static long resume(Path directory) {
    return measure(Run.resume(directory, false));
  }

  private static long measure(Run run) {
    return new RunExecution(run, RESUME).measure(false).failed();
  }
}
