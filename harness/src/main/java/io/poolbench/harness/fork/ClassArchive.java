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
 * it has the classes of a benchmark too. Where a timed fork comes first, it is written by the JMH
 * that is asked how that fork starts, and has the classes of JMH and the JDK.
 */
final class ClassArchive {

  private static final String OF_POOLBENCH = "forks.jsa";

  private final Path file;
  private final Path unfinished;
  private boolean over;
  private boolean written;

  /** Makes an archive that is yet to be written. */
  ClassArchive() throws IOException {
    file = ProbeJar.beside("classes.jsa");
    unfinished = ProbeJar.beside("unfinished.jsa");
  }

  /**
   * Returns the JVM arguments that load the archive which the build leaves beside our own jars;
   * none where there is none.
   */
  static List<String> ofPoolbench(JarArm arm) {
    Path built = Path.of(arm.classPath().getFirst()).resolveSibling(OF_POOLBENCH);
    return Files.isReadable(built)
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
   * Returns the JVM arguments that write it, to whoever asks first; none to others.
   *
   * @param arm whose JVM is to write it
   */
  synchronized List<String> writing(JarArm arm) {
    if (over || !arm.writesArchives()) {
      return List.of();
    }
    over = true;
    return List.of("-XX:ArchiveClassesAtExit=" + unfinished);
  }

  /**
   * Lets others load it, when a JVM that was to write it has ended.
   *
   * @param well whether it has ended by itself; else there may be half of it
   */
  synchronized void close(boolean well) throws IOException {
    written = well && Files.exists(unfinished);
    if (written) {
      Files.move(unfinished, file);
    }
  }
}
