package io.poolbench.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitnessTest {

  @TempDir private Path system;

  private void put(String file, String content) throws IOException {
    Path path = system.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  @Test
  void aQuietMachineWithItsClocksFixedIsFit() throws IOException {
    put("devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
    put("class/power_supply/BAT0/status", "Full");
    assertThat(new Fitness(system).warnings(0.1, 4, 2)).isEmpty();
  }

  @Test
  void nothingIsMadeUpOfWhatTheSystemDoesNotTell() {
    assertThat(new Fitness(system).warnings(-1, 2, 1)).isEmpty();
  }

  /** Of 100 ticks of all processors: what a run that has ended has left in the load average. */
  @Test
  void aRunThatHasJustEndedIsNoLoad() {
    MachineLoad then = new MachineLoad(1000, 900, 0, 0);
    assertThat(Fitness.isOver(then, new MachineLoad(1100, 901, 0, 0))).isTrue();
    assertThat(Fitness.isOver(then, new MachineLoad(1100, 990, 0, 0))).isFalse();
    assertThat(Fitness.isOver(then, new MachineLoad(1100, 990, 0, 90))).isTrue();
  }

  @Test
  void everythingThatSpeaksAgainstItIsTold() throws IOException {
    put("devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
    put("class/power_supply/AC/status", "Unknown");
    put("class/power_supply/BAT0/status", "Discharging");
    assertThat(new Fitness(system).warnings(3.25, 1, 2))
        .containsExactly(
            "the load average is 3.3: something else runs on this machine; times will be noisy",
            "1 processors for workloads of 2 threads: these will wait for each other",
            "the frequency governor is 'powersave', expected 'performance': clock rates will change",
            "the machine runs on battery: clock rates will change");
  }
}
