package io.poolbench.harness.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolbench.harness.machine.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a run directory to one writer at a time: whoever reads a run in order to go on with it
 * holds this first. The lock is the system's, so that it ends with its process. Where directories
 * are shared by machines, such locks may not reach the other one; so the file also says who holds
 * it, again and again, and whoever comes from another machine first watches whether it still does.
 * It stays when it is released, empty: could it be removed, one might lock a file that is gone.
 * Only where the lock made the directory and nothing else is in it, both are removed.
 *
 * <p>This JVM may hold it more than once: a gate holds it around all its looks.
 */
public final class RunLock implements AutoCloseable {

  static final String FILE = "run.lock";

  private static final Duration BEAT = Duration.ofSeconds(4);

  /** Three beats, and what a shared file system keeps back. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final int LARGEST = 4096;

  private static final Map<Path, Held> HELD = new HashMap<>();

  private final Held held;
  private boolean open = true;

  private RunLock(Held held) {
    this.held = held;
  }

  /**
   * The text of the file.
   *
   * @param owner who holds it
   * @param taken ISO-8601 instant
   * @param beat how often it has been said
   */
  record Claim(Owner owner, String taken, long beat) {

    Claim next() {
      return new Claim(owner, taken, beat + 1);
    }

    /** Reads a claim; empty where nobody claims it. */
    static Optional<Claim> of(String text) {
      try {
        return text.isEmpty()
            ? Optional.empty()
            : Optional.of(JsonMapper.shared().readValue(text, Claim.class));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Takes the lock of a directory, which is made where there is none.
   *
   * @throws IllegalArgumentException while another process has it; with who
   * @throws UncheckedIOException where it cannot be written
   */
  public static RunLock acquire(Path root) {
    return acquire(root, SILENCE);
  }

  /** Takes the lock, and watches another machine's claim for so long. */
  static RunLock acquire(Path root, Duration silence) {
    synchronized (HELD) {
      try {
        boolean made = !Files.exists(root);
        Files.createDirectories(root);
        Path real = root.toRealPath();
        Held held = HELD.get(real);
        if (held == null) {
          held = Held.take(real, made, silence);
          HELD.put(real, held);
        }
        held.holders++;
        return new RunLock(held);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "%s cannot be locked: %s; nothing was measured, expected space for a run in %s; free some, or choose another --out"
                .formatted(root.resolve(FILE), e.getMessage(), root),
            e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      if (open) {
        open = false;
        if (--held.holders == 0) {
          HELD.remove(held.root);
          held.release();
        }
      }
    }
  }

  /** The directories that this JVM has locked, each with its file. */
  private static final class Held {

    private final Path root;
    private final boolean made;
    private final FileChannel channel;
    private final Thread heart;
    private Claim claim = new Claim(Owner.self(), Instant.now().toString(), 0);
    private int holders;

    private Held(Path root, boolean made, FileChannel channel) {
      this.root = root;
      this.made = made;
      this.channel = channel;
      heart =
          Thread.ofPlatform().daemon().name("lock of " + root.getFileName()).unstarted(this::beat);
    }

    static Held take(Path root, boolean made, Duration silence) throws IOException {
      FileChannel channel =
          FileChannel.open(
              root.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      try {
        Held held = new Held(root, made, channel);
        if (channel.tryLock() == null || held.livesElsewhere(silence)) {
          throw new IllegalArgumentException(refused(root, held.read().orElse(null)));
        }
        held.write();
        held.heart.start();
        return held;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    /**
     * Tells whether another machine holds it: the locks of one kernel tell the truth; the claim of
     * another is watched for a while.
     */
    private boolean livesElsewhere(Duration silence) throws IOException {
      Optional<Claim> before = read();
      if (before.isEmpty() || before.get().owner().sharesKernelWith(claim.owner())) {
        return false;
      }
      System.err.printf(
          "poolbench: %s: watching whether %s is still there%n", root, before.get().owner());
      long end = System.nanoTime() + silence.toNanos();
      while (System.nanoTime() < end) {
        pause(Duration.ofMillis(Math.min(500, silence.toMillis())));
        if (!read().equals(before)) {
          return true;
        }
      }
      return false;
    }

    /**
     * Reads the file by this channel alone: a system may release a lock where any other of the file
     * is closed.
     */
    private Optional<Claim> read() throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
      int length = channel.read(bytes, 0);
      return Claim.of(new String(bytes.array(), 0, Math.max(0, length), UTF_8));
    }

    private static String refused(Path root, @Nullable Claim claim) {
      return "%s: %s writes to it%s; wait until that ends, or choose another directory"
          .formatted(
              root,
              claim == null ? "another process" : claim.owner(),
              claim == null ? "" : " since " + claim.taken());
    }

    private void beat() {
      try {
        while (true) {
          Thread.sleep(BEAT);
          write();
        }
      } catch (InterruptedException | IOException e) {
        // Released; or the disk is full, of which the run itself will tell.
      }
    }

    private synchronized void write() throws IOException {
      claim = claim.next();
      byte[] said = JsonMapper.shared().writeValueAsString(claim).getBytes(UTF_8);
      channel.write(ByteBuffer.wrap(said), 0);
      channel.truncate(said.length);
      channel.force(false);
    }

    private void release() {
      heart.interrupt();
      try {
        heart.join();
        if (made && isOtherwiseEmpty()) {
          Files.delete(root.resolve(FILE));
          Files.delete(root);
        } else {
          channel.truncate(0);
        }
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isOtherwiseEmpty() throws IOException {
      try (Stream<Path> files = Files.list(root)) {
        return files.allMatch(file -> file.endsWith(FILE));
      }
    }

    private static void pause(Duration time) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
