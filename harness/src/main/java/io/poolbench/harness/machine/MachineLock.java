package io.poolbench.harness.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the machine to one run at a time, since two at once spoil each other. It is JMH's own lock,
 * taken for the whole run and not only for each trial: other JMH runs stay out between our trials,
 * too.
 */
public final class MachineLock implements AutoCloseable {

  /**
   * The locked file, one for this JVM, which may hold it more than once: a gate holds it around all
   * its looks.
   */
  private static @Nullable FileChannel channel;

  private static int holders;

  private boolean open = true;

  private MachineLock() {}

  public static Path file() {
    return Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
  }

  /**
   * Takes the lock, or returns empty while another run on this machine holds it.
   *
   * @throws IOException where its file cannot be written, or is a link: in a directory that all may
   *     write to, it would be another's choice which file is made
   */
  public static synchronized Optional<MachineLock> tryAcquire() throws IOException {
    if (holders == 0) {
      FileChannel opened =
          FileChannel.open(
              file(),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      if (opened.tryLock() == null) {
        opened.close();
        return Optional.empty();
      }
      channel = opened;
      // This JVM holds the lock already; JMH would take its own lock for a foreign one.
      System.setProperty("jmh.ignoreLock", "true");
    }
    holders++;
    return Optional.of(new MachineLock());
  }

  @Override
  public void close() throws IOException {
    synchronized (MachineLock.class) {
      if (open) {
        open = false;
        if (--holders == 0 && channel != null) {
          channel.close();
        }
      }
    }
  }
}
