package io.poolbench.harness.fork;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JmhJar;
import io.poolbench.harness.jar.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JMH jar whose benchmarks allocate a number of objects that is known. */
final class KnownJar {

  private static final String KNOWN =
      """
      package sample;

      import java.util.concurrent.*;
      import org.openjdk.jmh.annotations.*;

      @State(Scope.Thread)
      @BenchmarkMode(Mode.AverageTime)
      @OutputTimeUnit(TimeUnit.NANOSECONDS)
      @Warmup(iterations = 3, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Measurement(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
      @Fork(1)
      public class Known {
        private final byte[][] kept = new byte[3][];
        private final byte[][] all = new byte[17][];
        private final ExecutorService other =
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task);
                  thread.setDaemon(true);
                  return thread;
                });
        private int calls;
        private byte[] of;

        @Setup(Level.Iteration)
        public void before() {
          of = new byte[1000];
        }

        private byte[] three() {
          kept[0] = new byte[1000];
          kept[1] = new byte[1000];
          kept[2] = new byte[1000];
          return kept[0];
        }

        @Benchmark
        public byte[] one() {
          return three();
        }

        @Benchmark
        @Threads(2)
        @BenchmarkMode({Mode.Throughput, Mode.SampleTime})
        public byte[] two() {
          return three();
        }

        @Benchmark
        public byte[] eighth() {
          return (calls++ & 7) == 0 ? new byte[1000] : of;
        }

        @Benchmark
        @OperationsPerInvocation(4)
        public byte[] batch() {
          return three();
        }

        private byte[] times(int objects) {
          byte[] last = of;
          for (int object = 0; object < objects; object++) {
            last = new byte[100 + 8 * object];
            all[object] = last;
          }
          return last;
        }

        @Benchmark
        public byte[] seventeen() {
          return times(17);
        }

        @Benchmark
        public byte[] single() {
          return times(1);
        }

        @Benchmark
        public int none() {
          return new int[] {calls}.length;
        }

        @Benchmark
        @BenchmarkMode(Mode.SingleShotTime)
        @Measurement(batchSize = 1000)
        public byte[] shot(Large large) {
          return three();
        }

        @Benchmark
        @Group("pair")
        public byte[] left() {
          return three();
        }

        @Benchmark
        @Group("pair")
        public byte[] right() {
          return three();
        }

        @Benchmark
        public Object elsewhere() throws Exception {
          return other.submit(() -> new int[1000]).get();
        }

        /** So much in each iteration that JMH's B/op shows it, however slow the machine is. */
        @State(Scope.Thread)
        public static class Large {
          byte[] each;

          @Setup(Level.Iteration)
          public void each() {
            each = new byte[100_000];
          }
        }

        public static class Each {
          @State(Scope.Thread)
          public static class Fresh {
            byte[] each;

            @Setup(Level.Invocation)
            public void each() {
              each = new byte[2000];
            }
          }
        }

        @Benchmark
        public byte[] afterSetup(Each.Fresh fresh) {
          return three();
        }

        @AuxCounters
        @State(Scope.Thread)
        public static class Lookups {
          public long hits;
        }

        @Benchmark
        @BenchmarkMode({Mode.Throughput, Mode.AverageTime})
        public int rated(Lookups lookups) {
          lookups.hits += 3;
          return calls;
        }

        @Benchmark
        public int timed(Lookups lookups) {
          lookups.hits += 3;
          return calls;
        }
      }
      """;

  private KnownJar() {}

  /**
   * Builds it.
   *
   * @param folder for sources, classes and jar
   */
  static Path build(Path folder) throws IOException {
    return JmhJar.build(folder, KNOWN);
  }

  /** Makes the arm that runs it on an installed JDK; skips the test where there is none. */
  static JarArm arm(Path jar, int version) throws IOException {
    List<Path> jdks = Jvm.installed(version);
    assumeThat(jdks).as("an installed JDK " + version).isNotEmpty();
    return JarArm.parse("a=" + jar + ",jvm=" + jdks.getFirst(), null);
  }
}
