package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive of parsed and linked classes, with which a fork starts sooner. No compiled code and no
 * profile is in it: what is measured is the same with and without. An archive of other jars, or of
 * another JVM, is passed over by the JVM, which then loads its classes one by one.
 *
 * <p>That of external jars is written by the first fork in which nothing is timed, when it ends: so
 * it has the classes of a benchmark too, not those of JMH alone.
 */
final class ClassArchive {

  private static final String OF_POOLBENCH = "forks.jsa";

  private final Path file;
  private final Path unfinished;
  private boolean taken;
  private boolean written;

  /** Makes an archive that is yet to be written. */
  ClassArchive() throws IOException {
    file = ProbeJar.beside("classes.jsa");
    unfinished = ProbeJar.beside("unfinished.jsa");
  }

  /**
   * Returns the JVM arguments that load the archive which the build leaves beside our own jars;
   * none where there is none, or for other jars.
   */
  static List<String> ofPoolbench(JarArm arm) {
    Path built = Path.of(arm.classPath().getFirst()).resolveSibling(OF_POOLBENCH);
    return arm.hasProbe() && Files.isReadable(built)
        // It may be of an older build, which the JVM would tell; no other JVM knows both logs.
        ? List.of(load(built), "-Xlog:cds=off", "-Xlog:aot=off")
        : List.of();
  }

  /** Returns the JVM arguments that load it; none as long as nobody has written it. */
  synchronized List<String> loading() {
    return written ? List.of(load(file)) : List.of();
  }

  private static String load(Path archive) {
    return "-XX:SharedArchiveFile=" + archive;
  }

  /**
   * Returns the JVM arguments that write it, to whoever asks first and until that one is done; none
   * to others, and none when it is written.
   */
  synchronized List<String> writing() {
    if (taken || written) {
      return List.of();
    }
    taken = true;
    // Java 11 knows no such archive.
    return List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:ArchiveClassesAtExit=" + unfinished);
  }

  /**
   * Lets others load it when a fork that was to write it is over; where it did not, one more may.
   */
  synchronized void close() throws IOException {
    taken = false;
    written = Files.exists(unfinished);
    if (written) {
      Files.move(unfinished, file);
    }
  }
}
