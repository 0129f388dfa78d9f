package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Seed;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The technique's place in the catalogue: pooled pipes under splice(2). */
public final class PipepoolTechnique {

  /** The pipes of a burst: more than the pool keeps idle. */
  static final int MANY = 100;

  /** The workloads, in the order of the report. */
  static final List<Kind> KINDS =
      List.of(
          getAndPut("splicepipe", 1, 0),
          getAndPut("splicepipe-parallel", cores(), 0),
          getAndPut("splicepipe-held", 1, MANY),
          new Kind("splicepipe-burst", 1, 0, PipepoolTechnique::burst),
          splicing("splice-4k", 4 << 10),
          splicing("splice-64k", 64 << 10),
          splicing("splice-4m", 4 << 20));

  /** Makes the operation of a workload around the pipes of a variant. */
  interface Opening {
    Operation open(Linux linux, Pipes pipes) throws Exception;
  }

  /**
   * A workload whose pipes are open.
   *
   * @param threads how many run it at once
   * @param bytes that one operation moves
   */
  record Kind(String name, int threads, long bytes, Opening opening) {

    Workload workload() {
      return new Workload(
          name,
          threads,
          bytes,
          Map.of(
              Variant.BEFORE, setup(PipepoolTechnique::before),
              Variant.AFTER, setup(PipepoolTechnique::after)));
    }

    private Workload.Setup setup(Function<Linux, Pipes> variant) {
      return () -> {
        Linux linux = linux();
        return opening.open(linux, variant.apply(linux));
      };
    }
  }

  private PipepoolTechnique() {}

  /**
   * Returns the technique as the catalogue lists it. On other systems than Linux it is listed, and
   * says so when a workload is opened.
   */
  public static Technique technique() {
    return new Technique(
            "pipepool",
            "Go CL 271537, internal/poll: implement a pipe pool for splice() call",
            KINDS.stream().map(Kind::workload).toList(),
            List.of(
                Footprint.of(
                    "idle",
                    "pipe",
                    count -> IdlePipes.of(before(linux()), count),
                    count -> IdlePipes.of(afterWithRoomFor(count, linux()), count))))
        .limitedBy(
            "Go's 24 B and one allocation per operation have nothing to fall from: where a pipe "
                + "is made and closed in one compiled method, escape analysis removes the object "
                + "before anything is pooled. So B/op of splicepipe is near zero before and after, "
                + "and its ratio means nothing. What is saved is time and system calls; what it "
                + "costs is the footprint: two descriptors for each pipe that lies idle, and "
                + "2.5 KB of the kernel's memory, which no column shows. Go's pool has no bound; "
                + "here 64 pipes lie idle at most, which splicepipe-burst pays for.")
        .seededBy(seeds());
  }

  private static Kind getAndPut(String name, int threads, int holding) {
    return new Kind(
        name,
        threads,
        0,
        (linux, pipes) ->
            new SplicePipe(
                threads == 1 ? Tokens.ofOneThread(linux) : Tokens.ofEachThread(linux),
                pipes,
                holding));
  }

  private static Operation burst(Linux linux, Pipes pipes) {
    return new PipeBurst(linux, pipes, MANY);
  }

  private static Kind splicing(String name, int length) {
    return new Kind(name, 1, length, (linux, pipes) -> new SplicedConnection(linux, pipes, length));
  }

  static Pipes before(Linux linux) {
    return new Before(linux);
  }

  static Pipes after(Linux linux) {
    return new After(PipePool.of(linux).open());
  }

  /**
   * Makes pipes whose pool has room for every unit of a footprint; as it is used, the pool is
   * bounded.
   */
  private static Pipes afterWithRoomFor(int idle, Linux linux) {
    return new After(PipePool.of(linux).maxItems(idle).open());
  }

  private static Linux linux() {
    requireLinux(System.getProperty("os.name"));
    return new Linux();
  }

  /**
   * Refuses other systems before a function of the C library is looked up, which fails less
   * clearly.
   */
  static void requireLinux(String system) {
    if (!system.equals("Linux")) {
      throw new UnsupportedOperationException(
          "pipepool: pipe2(2) and splice(2) exist on Linux only, this is %s; run it on Linux, or leave this technique out"
              .formatted(system));
    }
  }

  /** Returns as many threads as Go's RunParallel has: all cores. */
  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static List<Seed> seeds() {
    String change = "CL 271537, EPYC 7K62, 8 processors";
    List<Seed> seeds = new ArrayList<>();
    seeds.add(new Seed("splicepipe", Variant.AFTER, "sec/op", 1.36e-6, 0.02e-6, change));
    seeds.add(new Seed("splicepipe-parallel", Variant.AFTER, "sec/op", 747e-9, 4e-9, change));
    for (String operation : List.of("splicepipe", "splicepipe-parallel")) {
      seeds.add(new Seed(operation, Variant.AFTER, "B/op", 24, 0, change));
      seeds.add(new Seed(operation, Variant.AFTER, "allocs/op", 1, 0, change));
    }
    return seeds;
  }
}
