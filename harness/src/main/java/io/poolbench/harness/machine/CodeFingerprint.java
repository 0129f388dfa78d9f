package io.poolbench.harness.machine;

import io.poolbench.scenarios.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;

/**
 * Identifies the code that is measured by its bytes. A run may only be resumed with the code it
 * began with: forks of two codes under one name would be a lie that no table shows.
 */
public final class CodeFingerprint {

  /** One class of each jar that has a part in a measured operation. */
  private static final List<Class<?>> MEASURED =
      List.of(Catalogue.class, CodeFingerprint.class, Runner.class);

  private CodeFingerprint() {}

  /** Returns the SHA-256, in hexadecimal, over the scenarios, the harness and JMH. */
  public static String ofMeasuredCode() {
    return of(MEASURED.stream().map(CodeFingerprint::origin).toList());
  }

  /** Returns the SHA-256, in hexadecimal, over jars and folders of classes. */
  public static String of(Collection<Path> origins) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path origin : origins) {
        for (Path file : files(origin)) {
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the jar, or the folder of classes, that a class was loaded from. */
  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class path entry is no file: " + e.getInput(), e);
    }
  }

  private static List<Path> files(Path origin) throws IOException {
    try (Stream<Path> files = Files.walk(origin)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
