package io.poolbench.harness.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what speaks against a machine as one to be measured on; the run goes on all the same. */
public final class Fitness {

  /** The load from which on others have work to do. */
  private static final double LOAD = 0.5;

  /** Fifty ticks of the clock in which Linux counts. */
  private static final long LOOK_MILLIS = 500;

  private final Path system;

  /**
   * @param system the root of sysfs: {@code /sys}
   */
  Fitness(Path system) {
    this.system = system;
  }

  /**
   * Says what speaks against this machine, a line each.
   *
   * @param threads that the largest workload runs at once
   */
  public static List<String> warnings(int threads) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new Fitness(Path.of("/sys"))
        .warnings(
            load > LOAD && isOver() ? 0 : load,
            Runtime.getRuntime().availableProcessors(),
            threads);
  }

  /**
   * Tells whether nothing runs now, although something did in the last minute: a run of one's own
   * that has just ended is still in the average. Unknown counts as no.
   */
  private static boolean isOver() {
    Optional<MachineLoad> then = MachineLoad.now();
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return then.isPresent() && MachineLoad.now().filter(now -> isOver(then.get(), now)).isPresent();
  }

  static boolean isOver(MachineLoad then, MachineLoad now) {
    return !now.since(then, Runtime.getRuntime().availableProcessors()).isWorthTelling();
  }

  /**
   * Says what speaks against a machine.
   *
   * @param load average of the last minute, below 0 where unknown
   * @param threads that the largest workload runs at once
   */
  public List<String> warnings(double load, int processors, int threads) {
    List<String> warnings = new ArrayList<>();
    if (load > LOAD) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the load average is %.1f: something else runs on this machine; times will be noisy",
              load));
    }
    if (processors < threads) {
      warnings.add(
          "%d processors for workloads of %d threads: these will wait for each other"
              .formatted(processors, threads));
    }
    governor()
        .filter(governor -> !governor.equals("performance"))
        .ifPresent(
            governor ->
                warnings.add(
                    "the frequency governor is '%s', expected 'performance': clock rates will change"
                        .formatted(governor)));
    if (isOnBattery()) {
      warnings.add("the machine runs on battery: clock rates will change");
    }
    return warnings;
  }

  private Optional<String> governor() {
    return content(system.resolve("devices/system/cpu/cpu0/cpufreq/scaling_governor"));
  }

  private boolean isOnBattery() {
    Path supplies = system.resolve("class/power_supply");
    if (!Files.isDirectory(supplies)) {
      return false;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(supplies)) {
      for (Path supply : all) {
        if (content(supply.resolve("status")).filter("Discharging"::equals).isPresent()) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static Optional<String> content(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
