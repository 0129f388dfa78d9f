package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload closes all pipes and sockets that it opened. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DescriptorLeakTest {

  private static List<Workload> workloads() {
    return PipepoolTechnique.technique().workloads();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aWorkloadClosesWhatItOpened(Workload workload) throws Exception {
    for (Variant variant : workload.arms()) {
      Set<String> before = openPipesAndSockets();
      try (Operation operation = workload.open(variant)) {
        for (int repeat = 0; repeat < 20; repeat++) {
          operation.run();
        }
      }
      assertThat(before).as("after %s", variant.label()).containsAll(openPipesAndSockets());
    }
  }

  /** By the number of the object, not of the descriptor, which is given out again. */
  static Set<String> openPipesAndSockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(DescriptorLeakTest::target)
          .filter(target -> target.startsWith("pipe:") || target.startsWith("socket:"))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
