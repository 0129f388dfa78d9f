package io.poolbench.cli.gate;

import io.poolbench.cli.loop.HarnessRun;
import io.poolbench.cli.loop.LiveRun;
import io.poolbench.cli.revision.RevisionException;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.JavaBinary;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.MeasurementException;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.run.RunExecution;
import io.poolbench.reports.model.InputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures real forks with the harness, as the plan {@code gate} says. */
public final class HarnessRuns implements GateRuns {

  @Override
  public Hold hold(Path directory) {
    try {
      RunExecution.Hold hold = RunExecution.hold(directory);
      return () -> release(hold);
    } catch (MeasurementException | UncheckedIOException | IOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private static void release(RunExecution.Hold hold) {
    try {
      hold.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume) {
    Path root = directory.toAbsolutePath().normalize();
    return live(() -> begun(root, looks, sides), resume);
  }

  private static Run begun(Path root, List<Integer> looks, Sides sides) {
    Pattern include = sides.include() == null ? Pattern.compile(RunPlan.CHANGES) : sides.include();
    JarSuite.Selection jars = select(sides, include);
    RunPlan plan =
        RunPlan.named("gate")
            .orElseThrow()
            .with(RunPlan.Forks.untilDecided(looks))
            .countingApart()
            .forJars(include.pattern(), false);
    return Run.begin(root, plan, Schedule.randomSeed(), jars);
  }

  private static JarSuite.Selection select(Sides sides, Pattern include) {
    try {
      return JarSuite.select(
          arms(sides),
          include,
          List.of(""),
          sides.counting() == null ? Set.of(Kind.TIMING) : Set.of(Kind.TIMING, Kind.FOOTPRINT),
          sides.counting());
    } catch (IllegalArgumentException e) {
      throw new RevisionException(String.valueOf(e.getMessage()));
    }
  }

  private static List<JarArm> arms(Sides sides) {
    String parameter = sides.parameter();
    return sides.all().stream()
        .map(side -> arm(side.name(), side.jars(), sides.jvm()))
        .map(arm -> parameter == null ? arm : arm.pinned(parameter, arm.name()))
        .toList();
  }

  private static JarArm arm(String name, Jars jars, Jvm jvm) {
    JavaBinary java = java(jvm.java());
    String classPath =
        jvm.classPath().isEmpty()
            ? jars.classPath()
            : jars.classPath() + File.pathSeparator + jvm.classPath();
    try {
      return JarArm.of(name, classPath, java, jvm.arguments());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(jars.said() + ": " + e.getMessage(), e);
    }
  }

  private static JavaBinary java(@Nullable String java) {
    try {
      return java == null ? JavaBinary.own() : JavaBinary.of(java);
    } catch (IllegalArgumentException e) {
      // It begins with "jvm=".
      throw new IllegalArgumentException("--" + e.getMessage(), e);
    }
  }

  @Override
  public LiveRun resume(Path directory, String resume) {
    return live(() -> begunAlike(Run.resume(real(directory), true), directory), resume);
  }

  /**
   * Refuses a run whose objects were counted in another way: both would be taken for one sample.
   */
  private static Run begunAlike(Run run, Path directory) {
    if (!run.plan().countsApart()) {
      throw new InputException(
          directory.toString(),
          "holds a gate whose timed forks count objects, as those of earlier versions",
          "one that counts them in forks of their own",
          "begin a new gate");
    }
    return run;
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LiveRun live(Supplier<Run> run, String resume) {
    try {
      return new HarnessRun(run.get(), resume, false);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
