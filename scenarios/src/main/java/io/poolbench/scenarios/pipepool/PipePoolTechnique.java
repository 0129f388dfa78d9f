package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pooled pipes under splice(2): the workloads. */
public final class PipePoolTechnique {

  private PipePoolTechnique() {}

  /**
   * The line in the catalogue. On other systems than Linux it is listed, and says so when a
   * workload is opened.
   */
  public static Technique technique() {
    return new Technique(
            "pipepool",
            "Go CL 271537, internal/poll: implement a pipe pool for splice() call",
            List.of(
                workload("splicepipe", 1, 0, PipePoolTechnique::getAndPut),
                workload("splicepipe-parallel", cores(), 0, PipePoolTechnique::getAndPut),
                splicing("splice-4k", 4 << 10),
                splicing("splice-64k", 64 << 10),
                splicing("splice-4m", 4 << 20)))
        .limitedBy(
            "Go's 24 B/op have nothing to fall from: escape analysis removes the "
                + "object that costs them. What is saved is time and descriptors.");
  }

  /** Makes the operation of a workload around the pipes of a variant. */
  private interface Opening {
    Operation open(Linux linux, Pipes pipes) throws Exception;
  }

  private static Operation getAndPut(Linux linux, Pipes pipes) {
    return new SplicePipe(pipes);
  }

  private static Workload splicing(String name, int length) {
    return workload(name, 1, length, (linux, pipes) -> new SplicedConnection(linux, pipes, length));
  }

  private static Workload workload(String name, int threads, long bytes, Opening opening) {
    return new Workload(
        name,
        threads,
        bytes,
        Map.of(
            Variant.BEFORE, setup(Before::new, opening),
            Variant.AFTER, setup(After::new, opening)));
  }

  private static Workload.Setup setup(Function<Linux, Pipes> variant, Opening opening) {
    return () -> {
      requireLinux(System.getProperty("os.name"));
      Linux linux = new Linux();
      return opening.open(linux, variant.apply(linux));
    };
  }

  /** Before the class {@link Linux} is touched: it looks its functions up when it is loaded. */
  static void requireLinux(String system) {
    if (!system.equals("Linux")) {
      throw new UnsupportedOperationException(
          "pipepool: pipe2(2) and splice(2) exist on Linux only, this is %s; run it on Linux, or leave this technique out"
              .formatted(system));
    }
  }

  /** As many threads as Go's RunParallel: all cores. */
  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
