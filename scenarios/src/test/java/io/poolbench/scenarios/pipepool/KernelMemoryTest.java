package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Measures what a pipe costs the kernel, which no process is charged for: as the growth of the slab
 * caches of the whole machine, so that others who open or close something are in it. Hence the wide
 * bounds, and the median of a few rounds.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KernelMemoryTest {

  /** Enough to stand out from what others open meanwhile. */
  private static final int PIPES = 5000;

  private static final int ROUNDS = 5;

  /** Before a round; on a machine whose caches fall all the time, they do so during it, too. */
  private static final int MOST_LOOKS = 200;

  @Test
  void anEmptyPipeOccupiesAFewKilobytesOfSlab() throws Exception {
    List<Long> bytesPerPipe = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bytesPerPipe.add(bytesPerPipe());
    }
    bytesPerPipe.sort(null);
    assertThat(bytesPerPipe.get(ROUNDS / 2)).as("of %s", bytesPerPipe).isBetween(1_000L, 10_000L);
  }

  private static long bytesPerPipe() throws IOException {
    List<Pipe> pipes = new ArrayList<>();
    awaitPipesOfEarlierRounds();
    long before = slabBytes();
    try {
      while (pipes.size() < PIPES) {
        pipes.add(Objects.requireNonNull(Pipe.open(new Linux()), "ulimit -n: raise the limit"));
      }
      return (slabBytes() - before) / PIPES;
    } finally {
      pipes.forEach(Pipe::close);
    }
  }

  /** The kernel frees them some time after they were closed: until the caches fall no longer. */
  private static void awaitPipesOfEarlierRounds() throws IOException {
    long last = Long.MAX_VALUE;
    int notFallen = 0;
    for (int look = 0; look < MOST_LOOKS && notFallen < 2; look++) {
      long now = slabBytes();
      notFallen = now < last ? 0 : notFallen + 1;
      last = now;
      Patience.nap(50);
    }
  }

  /** As {@code Slab: 271988 kB} has it. */
  private static long slabBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      String slab = lines.filter(line -> line.startsWith("Slab:")).findFirst().orElseThrow();
      return 1024 * Long.parseLong(slab.replaceAll("\\D", ""));
    }
  }
}
