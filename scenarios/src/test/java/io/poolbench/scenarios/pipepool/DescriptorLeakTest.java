package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload leaves as many pipes and sockets open as it found. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DescriptorLeakTest {

  private static List<Workload> workloads() {
    return PipePoolTechnique.TECHNIQUE.workloads();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aWorkloadClosesWhatItOpened(Workload workload) throws Exception {
    for (Variant variant : workload.arms()) {
      long before = openPipesAndSockets();
      try (Operation operation = workload.open(variant)) {
        for (int repeat = 0; repeat < 20; repeat++) {
          operation.run();
        }
      }
      assertThat(openPipesAndSockets()).as("after %s", variant.label()).isEqualTo(before);
    }
  }

  private static long openPipesAndSockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(DescriptorLeakTest::isPipeOrSocket).count();
    }
  }

  private static boolean isPipeOrSocket(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
