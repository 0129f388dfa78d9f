package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The ticks of the processors of this machine up to now, from Linux' {@code /proc}.
 *
 * @param total of all processors
 * @param busy of these, by whatever process
 * @param stolen of these, by the hypervisor
 * @param own by this process and the children that it has waited for
 */
public record MachineLoad(long total, long busy, long stolen, long own) {

  private static final Path MACHINE = Path.of("/proc/stat");
  private static final Path SELF = Path.of("/proc/self/stat");

  /** Shares from which a trial is disturbed, of one processor. */
  private static final double STOLEN = 0.02;

  private static final double FOREIGN = 0.2;

  /**
   * The work of others in the meantime.
   *
   * @param stolen processors that the hypervisor gave to other machines, on average
   * @param foreign processors that other processes of this machine used, on average
   */
  public record Disturbance(double stolen, double foreign) {

    public boolean isWorthTelling() {
      return stolen > STOLEN || foreign > FOREIGN;
    }
  }

  /** Reads the load up to now; empty where the system does not tell. */
  public static Optional<MachineLoad> now() {
    try {
      return Optional.of(parse(Files.readString(MACHINE), Files.readString(SELF)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads what Linux tells.
   *
   * @param machine text of /proc/stat, whose first line sums up all processors: user, nice, system,
   *     idle, iowait, irq, softirq, steal
   * @param self text of /proc/self/stat, whose second field is a name in parentheses
   */
  static MachineLoad parse(String machine, String self) {
    String[] cpu = machine.lines().findFirst().orElse("").strip().split("\\s+", -1);
    if (cpu.length < 9 || !cpu[0].equals("cpu")) {
      throw new IllegalArgumentException("no summary of all processors");
    }
    long idle = Long.parseLong(cpu[4]) + Long.parseLong(cpu[5]);
    long stolen = Long.parseLong(cpu[8]);
    long total = 0;
    for (int field = 1; field <= 8; field++) {
      total += Long.parseLong(cpu[field]);
    }
    // Counted from behind the name: 12 and 13 are user and system time, 14 and 15 the children's.
    String[] fields = self.substring(self.lastIndexOf(')') + 2).split(" ", -1);
    long own = 0;
    for (int field = 11; field <= 14; field++) {
      own += Long.parseLong(fields[field]);
    }
    return new MachineLoad(total, total - idle - stolen, stolen, own);
  }

  /** Returns what others did between then and this. */
  public Disturbance since(MachineLoad then, int processors) {
    double span = Math.max(1, total - then.total);
    double foreign = (busy - then.busy) - (own - then.own);
    return new Disturbance(
        processors * (stolen - then.stolen) / span, processors * Math.max(0, foreign) / span);
  }
}
