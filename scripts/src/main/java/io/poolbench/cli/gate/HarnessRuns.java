package io.poolbench.cli.gate;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.Measurement;
import io.poolbench.harness.run.MeasurementException;
import io.poolbench.harness.run.Run;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Real forks, measured by the harness as the plan {@code gate} says. */
public final class HarnessRuns implements GateRuns {

  private static final RunPlan PLAN = RunPlan.named("gate").orElseThrow();

  @Override
  public Hold hold(Path directory) {
    try {
      Measurement.Hold hold = Measurement.hold(directory);
      return () -> release(hold);
    } catch (MeasurementException | UncheckedIOException | IOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private static void release(Measurement.Hold hold) {
    try {
      hold.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void begin(Path directory, int rounds, Sides sides, String resume) {
    Path root = directory.toAbsolutePath().normalize();
    measure(() -> begun(root, rounds, sides), resume);
  }

  private static Run begun(Path root, int rounds, Sides sides) {
    Pattern include = sides.include() == null ? Pattern.compile(RunPlan.CHANGES) : sides.include();
    JarSuite.Selection jars =
        JarSuite.select(arms(sides), include, List.of(""), Set.of(Kind.TIMING));
    RunPlan plan = PLAN.withRounds(rounds).forJars(include.pattern(), false);
    return Run.begin(root, plan, Schedule.randomSeed(), jars, null);
  }

  private static List<JarArm> arms(Sides sides) {
    if (sides.parameter() == null) {
      return List.of(
          JarArm.parse(LiveGate.BASE + "=" + sides.base(), null),
          JarArm.parse(LiveGate.HEAD + "=" + sides.head(), null));
    }
    JarArm both = JarArm.measured(sides.base());
    return List.of(
        both.pinned(sides.parameter(), LiveGate.BASE),
        both.pinned(sides.parameter(), LiveGate.HEAD));
  }

  @Override
  public void extend(Path directory, int rounds, Predicate<String> benchmarks, String resume) {
    measure(
        () -> {
          Run run = Run.resume(real(directory), true);
          run.narrow(benchmarks, rounds);
          return run;
        },
        resume);
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void measure(Supplier<Run> prepared, String resume) {
    Run run;
    try {
      run = prepared.get();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    try {
      new Measurement(run, resume).measure(false);
    } catch (MeasurementException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
