package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps the machine to one run at a time, since two at once spoil each other. It is JMH's own lock,
 * taken for the whole run and not only for each trial: other JMH runs stay out between our trials,
 * too.
 */
public final class MachineLock implements AutoCloseable {

  private final FileChannel channel;

  private MachineLock(FileChannel channel) {
    this.channel = channel;
  }

  public static Path file() {
    return Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
  }

  /** The lock, or empty while another run on this machine holds it. */
  public static Optional<MachineLock> tryAcquire() throws IOException {
    FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    // This JVM holds the lock already; JMH would take its own lock for a foreign one.
    System.setProperty("jmh.ignoreLock", "true");
    return Optional.of(new MachineLock(channel));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
