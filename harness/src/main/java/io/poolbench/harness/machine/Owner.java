package io.poolbench.harness.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process, as others know it: on which machine, and when it was started, since numbers of
 * processes are used again.
 *
 * @param pid number of the process
 * @param since when it was started, in clock ticks; -1 where nobody tells
 * @param host name of the machine
 * @param boot the kernel's number of this start of the machine, the same in all its containers;
 *     empty where nobody tells
 */
public record Owner(long pid, long since, String host, String boot) {

  /** Returns this process. */
  public static Owner self() {
    long pid = ProcessHandle.current().pid();
    return new Owner(pid, ProcessMark.start(pid), hostName(), bootNumber());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String bootNumber() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Tells whether it runs, or ran, under the same kernel, whose locks both of them see. */
  public boolean sharesKernelWith(Owner other) {
    return boot.isEmpty() ? host.equals(other.host) : boot.equals(other.boot);
  }

  @Override
  public String toString() {
    return "process %d on %s".formatted(pid, host);
  }
}
