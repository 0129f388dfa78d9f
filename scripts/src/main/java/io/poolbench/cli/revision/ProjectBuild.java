package io.poolbench.cli.revision;

import io.poolbench.cli.shell.OnShutdown;
import io.poolbench.harness.machine.ChildProcess;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a jar of benchmarks of a revision.
 *
 * @param command for a shell, in the root of the checkout
 * @param jar glob of what it builds, seen from there
 */
record ProjectBuild(String command, String jar) {

  static final String MAVEN = "mvn -B -q -DskipTests package";
  static final String GRADLE = "./gradlew -q jmhJar";

  private static final Duration DEADLINE = Duration.ofHours(2);

  /**
   * Returns the build of a checkout: as the user says, or as its own files do.
   *
   * @param revision as the user named it
   * @param command null where the user names none
   * @throws RevisionException where neither says
   */
  static ProjectBuild of(Path tree, String revision, @Nullable String command, String jar) {
    if (command != null) {
      return new ProjectBuild(command, jar);
    }
    boolean maven = Files.exists(tree.resolve("pom.xml"));
    boolean gradle =
        !maven
            && Stream.of("build.gradle", "build.gradle.kts")
                .anyMatch(file -> Files.exists(tree.resolve(file)));
    if (!maven && !gradle) {
      throw new RevisionException(
          revision,
          "holds no pom.xml and no build.gradle",
          "a project that can be built",
          "give --build");
    }
    if (gradle && !Files.exists(tree.resolve("gradlew"))) {
      throw new RevisionException(
          revision, "holds a build.gradle but no gradlew", "Gradle's wrapper", "give --build");
    }
    return new ProjectBuild(maven ? MAVEN : GRADLE, jar);
  }

  /**
   * Builds a checkout.
   *
   * @param revision as the user named it
   * @param log what the build prints
   * @return the jar
   * @throws RevisionException for a revision that does not build, or not one jar
   * @throws InputException where the machine does not let it
   */
  Path run(Path tree, String revision, Path log) {
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(tree.toFile());
      builder.environment().keySet().removeAll(Git.OF_A_HOOK);
      ChildProcess.End end = await(ChildProcess.start(builder), log, revision);
      if (!end.equals(new ChildProcess.End.Exit(0))) {
        throw new RevisionException(
            revision,
            "does not build with '%s'%s"
                .formatted(command, end instanceof ChildProcess.End.Exit ? "" : ": " + end),
            "a revision that builds",
            "see " + log + ", or give another --build");
      }
      return theJar(tree, revision, log);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          revision, "cannot be built: " + e, "a shell, and space on the disk", "see " + log);
    }
  }

  /** A build that nobody waits for any more would spoil what is measured next. */
  private static ChildProcess.End await(ChildProcess build, Path log, String revision)
      throws IOException {
    try (OnShutdown hook = new OnShutdown("stop the build", build::kill)) {
      ChildProcess.End end = build.end(log, DEADLINE);
      if (!hook.cancel()) {
        throw interrupted(revision);
      }
      return end;
    } catch (IllegalStateException e) {
      // The program is being stopped, and takes no more to be done then.
      build.kill();
      throw interrupted(revision);
    }
  }

  private static InputException interrupted(String revision) {
    return new InputException(
        revision, "the build was interrupted", "a build that ends", "run the gate again");
  }

  private Path theJar(Path tree, String revision, Path log) throws IOException {
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + jar);
    try (Stream<Path> files = Files.walk(tree)) {
      // In Java's globs '**/' wants a folder; the root of the project counts as one.
      List<Path> jars =
          files
              .filter(Files::isRegularFile)
              .filter(
                  file ->
                      wanted.matches(tree.relativize(file))
                          || wanted.matches(Path.of(".").resolve(tree.relativize(file))))
              .toList();
      if (jars.size() != 1) {
        throw new RevisionException(
            revision,
            jars.isEmpty()
                ? "the build made no file that matches " + jar
                : "the build made %d files that match %s: %s"
                    .formatted(jars.size(), jar, jars.stream().map(tree::relativize).toList()),
            "one jar of JMH benchmarks",
            "say which with --jar GLOB; what was built stands in " + log);
      }
      return jars.getFirst();
    }
  }
}
