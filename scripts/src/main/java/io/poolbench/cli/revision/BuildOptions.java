package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says how a revision becomes a jar of benchmarks, as the user says. */
public final class BuildOptions {

  @Option(
      names = "--build",
      paramLabel = "COMMAND",
      description =
          "Builds the benchmarks in each worktree. Default: '"
              + ProjectBuild.MAVEN
              + "' where there is a pom.xml, '"
              + ProjectBuild.GRADLE
              + "' where there is a build.gradle.")
  private @Nullable String build;

  @Option(
      names = "--jar",
      paramLabel = "GLOB",
      defaultValue = "{**/target/*benchmarks.jar,target/poolbench.jar,**/build/libs/*-jmh.jar}",
      description =
          "The jar that the build makes, seen from the worktree. Default: ${DEFAULT-VALUE}.")
  private String jar = "";

  /**
   * Builds a checkout.
   *
   * @param tree named after what it is for
   * @param revision as the user named it
   * @param run directory that the jar and what the build prints are kept in
   * @return the jar
   * @throws RevisionException for a revision that does not build
   * @throws InputException where the machine does not let it
   */
  Path build(Path tree, String revision, Path run, PrintWriter err) {
    err.printf("gate: building %s%n", revision);
    err.flush();
    create(run);
    String side = tree.getFileName().toString();
    Path log = run.resolve("build-" + side + ".log");
    return new KeptJars(run)
        .keep(side, tree, ProjectBuild.of(tree, revision, build, jar).run(tree, revision, log));
  }

  private static void create(Path run) {
    try {
      Files.createDirectories(run);
    } catch (IOException e) {
      throw new InputException(
          run.toString(), "cannot be made: " + e, "a folder for the run", "choose another --out");
    }
  }
}
