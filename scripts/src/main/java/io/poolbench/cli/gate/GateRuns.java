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
   * What is compared: two jars, or two values of a parameter.
   *
   * @param base jar or class path of the baseline
   * @param head jar or class path of the candidate
   * @param parameter whose values {@value LiveGate#BASE} and {@value LiveGate#HEAD} are compared;
   *     null where jars are
   * @param include which benchmarks; null for all changes
   */
  record Sides(String base, String head, @Nullable String parameter, @Nullable Pattern include) {

    static Sides ofJars(String base, String head, @Nullable Pattern include) {
      return new Sides(base, head, null, include);
    }

    static Sides ofParameter(String jar, String parameter, Pattern include) {
      return new Sides(jar, jar, parameter, include);
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
