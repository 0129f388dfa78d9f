package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Forks;
import io.poolbench.reports.model.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures what a gate asks for, into a run directory; tests have a script that does. */
public interface GateRuns {

  /**
   * Benchmarks of one side.
   *
   * @param said what named them, for whoever has named them wrongly: an option, or a revision
   * @param classPath jar or class path
   */
  record Jars(String said, String classPath) {}

  /**
   * The JVM of both sides.
   *
   * @param java home of a JDK or its java; null for the one that runs poolbench
   * @param arguments behind those that the benchmarks' own annotations say
   * @param classPath behind the jars of each side, or empty
   */
  record Jvm(@Nullable String java, List<String> arguments, String classPath) {

    /** The one that runs poolbench, as the plan sets it. */
    static final Jvm OWN = new Jvm(null, List.of(), "");
  }

  /**
   * What is compared: two jars, or two values of a parameter.
   *
   * @param base the baseline
   * @param head the candidate
   * @param jvm that both run on
   * @param parameter whose values {@value LiveGate#BASE} and {@value LiveGate#HEAD} are compared;
   *     null where jars are
   * @param include which benchmarks; null for all changes
   */
  record Sides(
      Jars base, Jars head, Jvm jvm, @Nullable String parameter, @Nullable Pattern include) {

    static Sides ofJars(Jars base, Jars head, Jvm jvm, @Nullable Pattern include) {
      return new Sides(base, head, jvm, null, include);
    }

    static Sides ofParameter(Jars jars, Jvm jvm, String parameter, Pattern include) {
      return new Sides(jars, jars, jvm, parameter, include);
    }
  }

  /** The machine and a run directory, for this process alone until closed. */
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
   * @throws InputException when nothing can be measured
   */
  Forks begin(Path directory, List<Integer> looks, Sides sides, String resume);

  /**
   * Takes up a run.
   *
   * @param resume as in {@link #begin}
   * @throws InputException on another machine than the run began on, or with other code
   */
  Forks resume(Path directory, String resume);
}
