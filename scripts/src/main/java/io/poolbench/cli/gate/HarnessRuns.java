package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Forks;
import io.poolbench.cli.loop.HarnessForks;
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
  public Forks begin(Path directory, List<Integer> looks, Sides sides, String resume) {
    Path root = directory.toAbsolutePath().normalize();
    return forks(() -> begun(root, looks, sides), resume);
  }

  private static Run begun(Path root, List<Integer> looks, Sides sides) {
    Pattern include = sides.include() == null ? Pattern.compile(RunPlan.CHANGES) : sides.include();
    JarSuite.Selection jars =
        JarSuite.select(arms(sides), include, List.of(""), Set.of(Kind.TIMING));
    RunPlan plan = PLAN.with(RunPlan.Forks.untilDecided(looks)).forJars(include.pattern(), false);
    return Run.begin(root, plan, Schedule.randomSeed(), jars);
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
  public Forks resume(Path directory, String resume) {
    return forks(() -> Run.resume(real(directory), true), resume);
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Forks forks(Supplier<Run> run, String resume) {
    try {
      return new HarnessForks(run.get(), resume, false);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
