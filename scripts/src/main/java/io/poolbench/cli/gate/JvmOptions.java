package io.poolbench.cli.gate;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.reports.model.InputException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the JVM that benchmarks are shipped for, alike for both sides. */
final class JvmOptions {

  /** Lists all of them, to be refused where no JVM is started. */
  static final String[] NAMES = {"--jvm", "--jvm-args", "--system-property", "--class-path"};

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description = "The JDK of both sides, or its java. Default: the one that runs poolbench.")
  private @Nullable String java;

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      description =
          "More JVM arguments for both sides, as in --jvm-args='-Xmx2g -XX:+UseG1GC'. They "
              + "come after those of @Fork and override them; a warning says so.")
  private String arguments = "";

  @Option(
      names = "--system-property",
      paramLabel = "NAME=VALUE",
      description = "A system property for both sides; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--class-path",
      paramLabel = "PATHS",
      description = "More class path for both sides, after the jar of each.")
  private String classPath = "";

  /**
   * Returns what was chosen.
   *
   * @throws InputException naming a part of the class path that is not there
   */
  GateRuns.Jvm jvm() {
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && !Files.exists(Path.of(entry))) {
        throw new InputException(
            "--class-path", "found " + entry + ", which does not exist", "jars and folders");
      }
    }
    List<String> all = new ArrayList<>(JarArm.words(arguments));
    properties.forEach((name, value) -> all.add("-D" + name + "=" + value));
    return new GateRuns.Jvm(java, all, classPath);
  }
}
