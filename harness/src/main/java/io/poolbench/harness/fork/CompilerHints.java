package io.poolbench.harness.fork;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells the compilers of a fork that we start what JMH 1.37 tells those of a fork that it starts:
 * which methods are inlined and which are not, and that a blackhole is one.
 */
final class CompilerHints {

  /** JMH's own; Java 17 and later know blackholes. */
  private static final List<String> OF_JMH =
      List.of(
          "quiet",
          "inline,org/openjdk/jmh/infra/Blackhole.consume",
          "dontinline,org/openjdk/jmh/infra/Blackhole.consumeCPU",
          "blackhole,org/openjdk/jmh/infra/Blackhole.consumeCompiler");

  private CompilerHints() {}

  /**
   * Writes the hints into a folder.
   *
   * @return the JVM arguments that make them known
   */
  static List<String> in(Path folder) throws IOException {
    List<String> hints = new ArrayList<>(OF_JMH);
    // Those of our benchmarks, as JMH's processor wrote them when they were compiled.
    for (URL ours :
        Collections.list(
            CompilerHints.class.getClassLoader().getResources("META-INF/CompilerHints"))) {
      try (InputStream in = ours.openStream()) {
        hints.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }
    Path file = folder.resolve("hints");
    Files.write(file, hints);
    return List.of(
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+UnlockExperimentalVMOptions",
        "-DcompilerBlackholesEnabled=true",
        "-XX:CompileCommandFile=" + file);
  }
}
