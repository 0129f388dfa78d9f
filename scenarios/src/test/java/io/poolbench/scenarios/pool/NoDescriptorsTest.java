package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.ChildProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link NoDescriptorsProgram} in a JVM of its own, whose descriptors it uses up. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class NoDescriptorsTest {

  /** Without a recording, and with one that pools tell of themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-XX:StartFlightRecording"})
  void aPoolNeedsNoClassThatItHasNotLoadedWhenItWasOpened(String option) throws Exception {
    List<String> command = new ArrayList<>(ChildProgram.FEW_DESCRIPTORS);
    command.addAll(List.of(ChildProgram.java(), option, "-Xlog:disable", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(NoDescriptorsProgram.class.getName());
    assertThat(ChildProgram.run(command)).isEqualToIgnoringNewLines("takes 1, leaks 1");
  }
}
