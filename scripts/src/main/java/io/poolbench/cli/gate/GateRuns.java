package io.poolbench.cli.gate;

import io.poolbench.cli.loop.LiveRun;
import io.poolbench.harness.jar.CountingParam;
import io.poolbench.reports.model.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures what a gate asks for, into a run directory; tests have a script that does. */
public interface GateRuns {

  /**
   * Names the benchmarks of one side.
   *
   * @param said what named them, for whoever has named them wrongly: an option, or a revision
   * @param classPath jar or class path
   */
  record Jars(String said, String classPath) {}

  /**
   * Names the JVM of both sides.
   *
   * @param java home of a JDK or its java; null for the one that runs poolbench
   * @param arguments behind those that the benchmarks' own annotations say
   * @param classPath behind the jars of each side, or empty
   */
  record Jvm(@Nullable String java, List<String> arguments, String classPath) {}

  /**
   * Describes one arm.
   *
   * @param name of the arm
   * @param jars that it runs
   */
  record Side(String name, Jars jars) {}

  /**
   * Says what is measured: jars, or two values of a parameter.
   *
   * @param all the baselines, then the candidate
   * @param jvm that all run on
   * @param parameter whose values the names of the sides are; null where jars are compared
   * @param include which benchmarks; null for all changes
   * @param counting parameter by which it is counted what units retain; null where there is none
   */
  record Sides(
      List<Side> all,
      Jvm jvm,
      @Nullable String parameter,
      @Nullable Pattern include,
      @Nullable CountingParam counting) {

    public Sides {
      all = List.copyOf(all);
    }

    static Sides ofJars(Jars base, Jars head, Jvm jvm, @Nullable Pattern include) {
      return new Sides(
          List.of(new Side(LiveGate.BASE, base), new Side(LiveGate.HEAD, head)),
          jvm,
          null,
          include,
          null);
    }

    /** The same with what units retain. */
    Sides counting(@Nullable CountingParam units) {
      return new Sides(all, jvm, parameter, include, units);
    }

    /** Returns the same with one more baseline. */
    Sides and(Side baseline) {
      List<Side> more = new ArrayList<>(all);
      more.add(all.size() - 1, baseline);
      return new Sides(more, jvm, parameter, include, counting);
    }

    static Sides ofHead(Jars head, Jvm jvm, @Nullable Pattern include) {
      return new Sides(List.of(new Side(LiveGate.HEAD, head)), jvm, null, include, null);
    }

    static Sides ofParameter(Jars jars, Jvm jvm, String parameter, Pattern include) {
      return new Sides(
          List.of(new Side(LiveGate.BASE, jars), new Side(LiveGate.HEAD, jars)),
          jvm,
          parameter,
          include,
          null);
    }
  }

  /** Holds the machine and a run directory for this process alone, until closed. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes the machine and a run directory for all looks of a gate, so that no other run comes
   * between them.
   *
   * @throws InputException while another process has one of them
   */
  default Hold hold(Path directory) {
    return () -> {};
  }

  /**
   * Begins a run of which nothing is measured yet. Failed trials are told by the run itself, and by
   * what is missing in the end.
   *
   * @param looks forks per arm after which something may be decided
   * @param resume the command that goes on when this is stopped
   * @throws io.poolbench.cli.revision.RevisionException when there is nothing to measure
   * @throws InputException where the machine does not let it
   */
  LiveRun begin(Path directory, List<Integer> looks, Sides sides, String resume);

  /**
   * Takes up a run.
   *
   * @param resume as in {@link #begin}
   * @throws InputException on another machine than the run began on, or with other code
   */
  LiveRun resume(Path directory, String resume);
}
